// What is said of own messages on their way comes before the first is sent: there may be no connection
// then to have it by.
export { FailedNews } from "@/components/message/FailedNews.tsx";
export { standingOf } from "@/components/message/UnsentState.tsx";
export { failedWays } from "@/lib/client/failed_ways.ts";
// All that both use stays in one file: split by who uses it, it would weigh more.
import "../Conversation.tsx";

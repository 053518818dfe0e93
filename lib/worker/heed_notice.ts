import type { NoticeData } from "@/lib/client/notifier.ts";
import { answerNotice } from "./answer_notice.ts";
import { openNotice } from "./open_notice.ts";
import { type NoticeEvent, scope } from "./scope.ts";

/** Does what a press of a notice asks for: shows its message, or sends what was written into it. */
export async function heedNotice(
  { notification, action, reply }: Pick<NoticeEvent, "notification" | "action" | "reply">,
  send: (data: NoticeData, body: string) => Promise<boolean> = answerNotice,
): Promise<void> {
  const data: NoticeData = notification.data;
  const text = action === "reply" ? reply?.trim() : undefined;
  if (!text) return await openNotice(data);
  if (await send(data, text)) return;
  await scope.registration.showNotification(notification.title, {
    ...{ body: data.later, tag: notification.tag, data, silent: true },
  });
}

import { openapi } from "@/lib/chat/openapi.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  GET: () => Response.json(openapi()),
});

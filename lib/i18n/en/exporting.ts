import type { Catalogue } from "../catalogue.ts";

/** The texts about taking a room out, in English. */
export const exporting: Catalogue["export"] = {
  "title": "Export",
  "lead": "Take with you all that was said in this room up to now.",
  "link": "Export the conversation",
  "link.lead": "All that was said here, in one file.",
  "html": "A page to read",
  "html.lead": "One HTML file that opens in any browser, without a network, and can be searched.",
  "txt": "Plain text",
  "txt.lead": "One line a message, to read or print wherever you like.",
  "jsonl": "Data (JSON Lines)",
  "jsonl.lead": "One message a line, with all that the server knows of it, for programs.",
  "download": "Download",
  "care": "The file stays with whoever downloads it: keep it as you would keep the conversation.",
  "busy": "That was many exports in a row. Wait {n} s and try again.",
  "head": "Exported on {when} ({zone}) by {who}",
  "end": { one: "End: {n} message", other: "End: {n} messages" },
  "broken": "This file is incomplete: the export was interrupted. Export it again.",
  "edited": "edited",
  "pinned": "pinned",
  "file": "file: {name}, {size}",
  "reply": "reply",
  "reply.to": "in reply to {name}: “{quote}”",
  "reply.gone": "a message that is no longer here",
  "find": "Search this conversation",
  "find.n": "{n} of {all}",
};

import { createHash } from "node:crypto";
import { offlineSearch } from "./offline_search.ts";

/** What is the same in every file: its looks, its search, and a policy that lets in nothing else. */
export interface HtmlParts {
  style: string;
  script: string;
  policy: string;
}

const SHEETS = [
  "static/styles/tokens.css",
  "static/styles/base.css",
  "components/message/MessageText.css",
  "components/message/Code.css",
  "components/export/Exported.css",
] as const;
const SCRIPT = `(${offlineSearch})()`;
let parts: Promise<HtmlParts> | undefined;

/** The parts, read once. */
export function htmlParts(): Promise<HtmlParts> {
  return parts ??= readParts();
}

async function readParts(): Promise<HtmlParts> {
  const root = new URL("../../", import.meta.url);
  const sheets = SHEETS.map((path) => Deno.readTextFile(new URL(path, root)));
  const style = (await Promise.all(sheets)).join("\n");
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hashOf(style)}'`,
    `script-src 'sha256-${hashOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return { style, script: SCRIPT, policy };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

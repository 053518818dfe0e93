import { expect } from "expect";
import { jsonLog } from "@/lib/telemetry/json_log.ts";

Deno.test("an event is one line of JSON, whatever stands in its fields", () => {
  const lines: string[] = [];
  const hostile = "Ana\r\nBruno\u001b[31m\u202eoãn\u0085";
  jsonLog("info", (line) => lines.push(line)).warn("test", { name: hostile });
  expect(lines.length).toBe(1);
  expect(lines[0]).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: "warn", event: "test", name: hostile });
});

Deno.test("what weighs less than the level is not written", () => {
  const lines: string[] = [];
  const log = jsonLog("warn", (line) => lines.push(line));
  log.info("quiet");
  log.error("loud");
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(["loud"]);
});

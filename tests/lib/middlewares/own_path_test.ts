import { expect } from "expect";
import { ownPath } from "@/lib/middlewares/own_path.ts";

Deno.test("ownPath keeps what leads to a page of ours", () => {
  for (const path of ["/", "/r/geral", "/anfitriao?q=a%20b#pessoas", "/r/caf%C3%A9"]) {
    expect(ownPath(path)).toBe(path);
  }
  expect(ownPath("/a/../r/geral")).toBe("/r/geral");
});

Deno.test("ownPath drops whatever leads, or may lead, to another site", () => {
  for (
    const path of [
      ...[
        null,
        undefined,
        "",
        "r/geral",
        "http://evil.example/",
        "//evil.example",
        "///evil.example",
      ],
      ...["/\\evil.example", "\\\\evil.example", "/.//evil.example", "/a/..//evil.example"],
      ...["/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "/%2e%2e//evil.example"],
      `/${"a".repeat(600)}`,
    ]
  ) {
    const kept = ownPath(path);
    const leads = kept === undefined ? "nowhere" : new URL(kept, "http://sala.lan").origin;
    expect(["nowhere", "http://sala.lan"]).toContain(leads);
    if (!path?.includes("%2e")) expect(kept).toBe(undefined);
  }
});

import { expect } from "expect";
import { DeviceTokens } from "@/lib/auth/device_token.ts";
import { isToken, newToken } from "@/lib/auth/token.ts";

const devices = new DeviceTokens(new Uint8Array(32).fill(7));

Deno.test("a device is known on every instance of its database, and on no other", () => {
  const tokens = new Set(Array.from({ length: 100 }, () => devices.make()));
  expect(tokens.size).toBe(100);
  const there = new DeviceTokens(new Uint8Array(32).fill(7));
  const elsewhere = new DeviceTokens(new Uint8Array(32).fill(8));
  for (const token of tokens) {
    expect([isToken(token), devices.isOurs(token), there.isOurs(token)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(elsewhere.isOurs(token)).toBe(false);
  }
});

Deno.test("a device that somebody made up is none", () => {
  const token = devices.make();
  expect(devices.isOurs(token)).toBe(true);
  const turned = `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`;
  for (
    const made of [turned, token.slice(1), `${token}A`, `~${token}`, newToken(), "", "é".repeat(43)]
  ) {
    expect(devices.isOurs(made)).toBe(false);
  }
});

import { expect } from "expect";
import { chooseForDevice, deviceChoices } from "@/lib/client/device_choices.ts";

class Shelf extends Map<string, string> {
  getItem(key: string): string | null {
    return this.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.set(key, value);
  }
}

Deno.test("a browser tells of news by sound and notices until somebody chooses otherwise", () => {
  const shelf = new Shelf();
  expect(deviceChoices(shelf)).toEqual({ sound: true, notices: true, discreet: false });
  expect(chooseForDevice({ sound: false }, shelf)).toBe(true);
  expect(chooseForDevice({ discreet: true }, shelf)).toBe(true);
  expect(deviceChoices(shelf)).toEqual({ sound: false, notices: true, discreet: true });
});

Deno.test("what was kept by another version, or by nobody of ours, is no choice", () => {
  for (const kept of ["null", "7", "{", '{"sound":"loud","volume":3}']) {
    const shelf = new Shelf([["conexao:device", kept]]);
    expect(deviceChoices(shelf)).toEqual({ sound: true, notices: true, discreet: false });
  }
});

Deno.test("a browser that keeps nothing says so", () => {
  const full = {
    getItem: () => null,
    setItem() {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  expect(chooseForDevice({ sound: false }, full)).toBe(false);
});

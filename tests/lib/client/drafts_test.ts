import { expect } from "expect";
import { clearDrafts, Draft, type DraftStorage } from "@/lib/client/drafts.ts";
import { FakeClock } from "../../support/fake_clock.ts";

class FakeStorage implements DraftStorage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

function draft(storage: DraftStorage, clock = new FakeClock(), user = 1, room = 1) {
  return new Draft({ store: "a", user, room }, { storage, clock });
}

Deno.test("a draft is saved half a second after the last key, and is there again later", () => {
  const storage = new FakeStorage();
  const clock = new FakeClock();
  const one = draft(storage, clock);
  one.change("ol");
  clock.pass(499);
  one.change("olá");
  clock.pass(499);
  expect(storage.length).toBe(0);
  clock.pass(1);
  expect(draft(storage).read()).toBe("olá");
  one.save("");
  expect(storage.length).toBe(0);
});

Deno.test("each room and person has a draft of their own, and signing out clears that person's", () => {
  const storage = new FakeStorage();
  draft(storage, undefined, 3, 1).save("Ana em geral");
  draft(storage, undefined, 3, 2).save("Ana em cozinha");
  draft(storage, undefined, 31, 1).save("Bruno em geral");
  storage.setItem("outra coisa", "fica");
  clearDrafts(3, storage);
  expect(draft(storage, undefined, 3, 1).read()).toBe("");
  expect(draft(storage, undefined, 3, 2).read()).toBe("");
  expect(draft(storage, undefined, 31, 1).read()).toBe("Bruno em geral");
  expect(storage.getItem("outra coisa")).toBe("fica");
  // The page is left with the text still in its field.
  draft(storage, undefined, 3, 1).save("Ana em geral");
  expect(draft(storage, undefined, 3, 1).read()).toBe("");
});

Deno.test("where the browser keeps nothing, there is no draft and no error", () => {
  const refusing = new FakeStorage();
  refusing.setItem = refusing.getItem = () => {
    throw new DOMException("no", "SecurityError");
  };
  const one = draft(refusing);
  one.save("olá");
  expect(one.read()).toBe("");
});

import { expect } from "expect";
import { readBegun, saveBegun, sweepDrafts } from "@/lib/client/begun.ts";
import { clearDrafts } from "@/lib/client/clear_drafts.ts";
import { Draft, type DraftStorage } from "@/lib/client/drafts.ts";

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

function draft(storage: DraftStorage, user = 1, room = 1) {
  return new Draft({ store: "a", user, room }, storage);
}

Deno.test("a draft is there again later, with what it answers and what it was to change", () => {
  const storage = new FakeStorage();
  const all = { text: "corrigida", edit: 7, aside: { text: "olá", reply: 4 } };
  for (const begun of [{ text: "olá" }, { text: "olá", reply: 4 }, { text: "", reply: 4 }, all]) {
    saveBegun(draft(storage), begun, 1);
    expect(readBegun(draft(storage))).toEqual(begun);
    expect(draft(storage).read()).toBe(begun.text);
  }
  saveBegun(draft(storage), { text: "" }, 1);
  expect(storage.length).toBe(0);
});

Deno.test("an answer begun beside the log is no draft of the room, and goes with it at sign-out", () => {
  const storage = new FakeStorage();
  const answer = new Draft({ store: "a", user: 5, room: "1:7" }, storage);
  saveBegun(answer, { text: "eu trago" }, 1);
  expect(readBegun(draft(storage, 5)).text).toBe("");
  expect(readBegun(answer).text).toBe("eu trago");
  clearDrafts(5, storage);
  expect(storage.length).toBe(0);
});

Deno.test("a text saved by itself is one of its own: it answers nothing", () => {
  const storage = new FakeStorage();
  saveBegun(draft(storage), { text: "olá", reply: 4 }, 1);
  draft(storage).save("outra coisa");
  expect(readBegun(draft(storage))).toEqual({ text: "outra coisa" });
});

Deno.test("of what another version of the page has kept beside a text, nothing is taken", () => {
  const storage = new FakeStorage();
  const strange = ["", "oi", "null", "[]", `{"reply":4}`, `{"at":"1"}`, `{"at":1,"reply":"4"}`];
  for (const about of [...strange, `{"at":1,"edit":{}}`, `{"at":1,"aside":"oi"}`]) {
    draft(storage).save("olá", about);
    expect(readBegun(draft(storage))).toEqual({ text: "olá" });
  }
});

Deno.test("after 30 days a draft is swept away, of whichever room it was", () => {
  const storage = new FakeStorage();
  const DAY = 24 * 60 * 60_000;
  const sweep = (now: number) => sweepDrafts(draft(storage).key, now, storage);
  saveBegun(draft(storage, 1, 1), { text: "de antes" }, DAY);
  saveBegun(draft(storage, 2, 2), { text: "de depois" }, 2 * DAY);
  storage.setItem("outra coisa:about", `{"at":1}`);
  sweep(31 * DAY - 1);
  expect(draft(storage, 1, 1).read()).toBe("de antes");
  sweep(31 * DAY);
  expect(draft(storage, 1, 1).read()).toBe("");
  expect(draft(storage, 2, 2).read()).toBe("de depois");
  expect(storage.length).toBe(3);
});

Deno.test("each room and person has a draft of their own, and signing out clears that person's", () => {
  const storage = new FakeStorage();
  saveBegun(draft(storage, 3, 1), { text: "Ana em geral", reply: 1 }, 1);
  draft(storage, 3, 2).save("Ana em cozinha");
  draft(storage, 31, 1).save("Bruno em geral");
  storage.setItem("outra coisa", "fica");
  clearDrafts(3, storage);
  expect(draft(storage, 3, 1).read()).toBe("");
  expect(draft(storage, 3, 2).read()).toBe("");
  expect(draft(storage, 31, 1).read()).toBe("Bruno em geral");
  expect(storage.length).toBe(2);
  // The page is left with the text still in its field.
  saveBegun(draft(storage, 3, 1), { text: "Ana em geral" }, 1);
  expect(storage.length).toBe(2);
});

Deno.test("where the browser keeps nothing, there is no draft and no error", () => {
  const refusing = new FakeStorage();
  refusing.setItem = refusing.getItem = () => {
    throw new DOMException("no", "SecurityError");
  };
  const one = draft(refusing);
  saveBegun(one, { text: "olá" }, 1);
  expect(readBegun(one)).toEqual({ text: "" });
});

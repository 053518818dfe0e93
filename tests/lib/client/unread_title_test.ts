import { expect } from "expect";
import { titleWith, unreadIn } from "@/lib/client/unread_title.ts";
import { geral } from "./world.ts";

Deno.test("a title tells how much is unread, once", () => {
  expect(titleWith("geral · ConexaoChat", 3)).toBe("(3) geral · ConexaoChat");
  expect(titleWith("(3) geral · ConexaoChat", 12)).toBe("(12) geral · ConexaoChat");
  expect(titleWith("(12) geral · ConexaoChat", 0)).toBe("geral · ConexaoChat");
  expect(titleWith("(a) sala", 1)).toBe("(1) (a) sala");
});

Deno.test("only what a person wants to be told of counts", () => {
  const room = { ...geral, unread: 5, mentions: 2 };
  expect(unreadIn([room, { ...room, notify: "all" }])).toBe(10);
  expect(unreadIn([{ ...room, notify: "mentions" }])).toBe(2);
  expect(unreadIn([{ ...room, notify: "nothing" }, { ...room, joined: false }])).toBe(0);
});

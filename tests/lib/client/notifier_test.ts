import { expect } from "expect";
import { noticeOf, type NoticeWords } from "@/lib/client/notifier.ts";
import { ana, bruno, geral, message } from "./world.ts";

const words: NoticeWords = {
  room: "geral",
  line: (name, text) => `${name}: ${text}`,
  files: "enviou um arquivo",
  discreet: "Mensagem nova",
  reply: "Responder",
  placeholder: "Sua resposta",
  later: "Guardada",
};
const said = (body: string, room = geral) => ({
  ...{ store: "a", me: ana, room },
  message: message(7, { body, author: bruno }),
});

Deno.test("a notice says who wrote what in which room, and leads to it", () => {
  const { title, options } = noticeOf(said("venham"), { words, discreet: false });
  expect([title, options.body, options.tag]).toEqual(["geral", "Bruno: venham", "conexao-1"]);
  expect(options.data).toEqual({
    ...{ store: "a", room: 1, path: "/r/geral/7", later: "Guardada" },
    user: { id: ana.id, name: ana.name },
  });
});

Deno.test("spoilers stay covered in a notice", () => {
  const { options } = noticeOf(said("foi o ||mordomo|| mesmo"), { words, discreet: false });
  expect(options.body).toBe("Bruno: foi o ▒▒▒ mesmo");
});

Deno.test("in a conversation of two the name is said once", () => {
  const { options } = noticeOf(said("oi", { ...geral, kind: "direct" }), {
    words,
    discreet: false,
  });
  expect(options.body).toBe("oi");
});

Deno.test("a discreet notice says neither who, nor where, nor what", () => {
  const notice = noticeOf(said("segredo"), { words, discreet: true });
  expect([notice.title, notice.options.body]).toEqual(["ConexaoChat", "Mensagem nova"]);
});

Deno.test("a file without a word is told as one", () => {
  const { message: one, ...rest } = said("");
  const file = { id: "f".repeat(32), name: "a.png", size: 1, type: "image/png" };
  const { options } = noticeOf({ ...rest, message: { ...one, files: [file] } }, {
    words,
    discreet: false,
  });
  expect(options.body).toBe("Bruno: enviou um arquivo");
});

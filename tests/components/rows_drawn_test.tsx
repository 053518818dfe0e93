import { expect } from "expect";
import { parseHTML } from "linkedom";
import { render } from "preact";
import { Rows } from "@/components/log/Rows.tsx";
import { layRows } from "@/components/log/rows.ts";
import type { Message, User } from "@/lib/chat/model.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const texts = textsIn("pt-BR").chat;
const speech = new Speech<"chat">({ locale: "pt-BR", texts, zone: "America/Sao_Paulo" });
const ana: User = { id: 1, name: "Ana", role: "member" };
const at = "2026-11-20T17:00:00.000Z";
const message: Message = {
  ...{ room: 1, seq: 1, rev: 1, id: "0".repeat(32), kind: "text", at, author: ana },
  body: "a foto",
  files: [],
};

Deno.test("a row is not drawn again because its reader is told anew, but for another name", () => {
  const { document } = parseHTML("<main></main>");
  Object.assign(globalThis, { document });
  const log = document.querySelector("main")!;
  const rows = layRows([message], [], { me: ana.id, dates: speech.dates });
  let drawn = 0;
  const filesOf = () => void drawn++;
  const draw = (me: User) => {
    render(<Rows {...{ rows, me, speech, filesOf }} slug="geral" now={Date.parse(at)} />, log);
    return drawn;
  };
  expect(draw(ana)).toBe(1);
  expect(draw({ ...ana })).toBe(1);
  expect(draw({ ...ana, name: "Ana Maria" })).toBe(2);
});

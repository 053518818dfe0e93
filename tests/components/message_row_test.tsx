import { expect } from "expect";
import { DOMParser } from "linkedom";
import { renderToString } from "preact-render-to-string";
import { ComposerForm } from "@/components/composer/ComposerForm.tsx";
import { Rail } from "@/components/rail/Rail.tsx";
import { RoomHeader } from "@/components/room/RoomHeader.tsx";
import { standingOf } from "@/components/message/UnsentState.tsx";
import { Rows } from "@/components/log/Rows.tsx";
import { layRows, type Unsent } from "@/components/log/rows.ts";
import type { Message, Room, User } from "@/lib/chat/model.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const zone = "America/Sao_Paulo";
const chat = new Speech<"chat">({ locale: "pt-BR", texts: textsIn("pt-BR").chat, zone });
const page = new Speech<"page">({ locale: "pt-BR", texts: textsIn("pt-BR").page, zone });
const rooms = new Speech<"rooms">({ locale: "pt-BR", texts: textsIn("pt-BR").rooms, zone });
const rail = new Speech<"rail">({ locale: "pt-BR", texts: textsIn("pt-BR").rail, zone });
const search = new Speech<"search">({ locale: "pt-BR", texts: textsIn("pt-BR").search, zone });
const marks = new Speech<"marks">({ locale: "pt-BR", texts: textsIn("pt-BR").marks, zone });
const files = new Speech<"files">({ locale: "pt-BR", texts: textsIn("pt-BR").files, zone });
const now = Date.parse("2026-11-20T18:00:00.000Z");
const ana: User = { id: 1, name: "Ana", role: "member" };

const NAUGHTY = [
  `<script>alert(1)</script>`,
  `</script><!--`,
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  `<svg onload=alert(1)>`,
  `javascript:alert(1)`,
  `http://a.lan/"onclick="alert(1)`,
  `http://a.lan/'><b>`,
  `{{constructor.constructor('alert(1)')()}}`,
  `&lt;b&gt; &amp; &#x3c;`,
  `\u202eevil\u202c`,
  `العربية http://a.lan/x עברית`,
  `👩‍👩‍👧‍👦 🏳️‍🌈`,
  `<style>*{display:none}</style>`,
  `a__proto__b`,
];

function message(changes: Partial<Message> = {}): Message {
  return {
    ...{ room: 1, seq: 1, rev: 1, id: "0".repeat(32), author: { id: 2, name: "Bruno" } },
    ...{ kind: "text", body: "oi", at: "2026-11-20T17:00:00.000Z" },
    ...changes,
  };
}

function rows(messages: Message[], unsent: Unsent[] = []): string {
  const laid = layRows(messages, unsent, { me: ana.id, dates: chat.dates });
  const ways = {
    ...{ longest: 8_000, retry() {}, edit() {}, discard() {} },
    lacksFile: ({ files }: { files?: unknown }) => files !== undefined,
  };
  return renderToString(
    <Rows
      rows={laid}
      me={ana}
      slug="geral"
      {...{ now, markupOf }}
      speech={chat}
      standing={(unsent, told) => standingOf(unsent, { told, cutOff: false, ways, speech: chat })}
    />,
  );
}

/** A conversation with somebody of this name. */
function direct(name: string): Room {
  return {
    ...{ id: 2, slug: "d-2", name: "", topic: "", kind: "direct", rev: 0, joined: true },
    ...{ readSeq: 0, unread: 3, mentions: 1, with: [{ id: 2, name, role: "member" }] },
  };
}

function parse(html: string) {
  return new DOMParser().parseFromString(`<html><body>${html}</body></html>`, "text/html");
}

function expectHarmless(html: string): void {
  const { body } = parse(html);
  expect([...body.querySelectorAll("script, style, img, iframe, [style]")]).toEqual([]);
  for (const element of body.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on/i);
      if (name === "href") expect(value).toMatch(/^(https?:|mailto:|#|\/|\?)/);
    }
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

Deno.test("whatever is in a message, its name or its room is shown as text", () => {
  for (const text of NAUGHTY) {
    const html = rows([
      message({ body: text, author: { id: 2, name: text } }),
      message({ seq: 2, kind: "system", body: text }),
    ]);
    expectHarmless(html);
    const { body } = parse(html);
    expect(body.querySelector(".txt")?.textContent).toBe(text);
    expect(body.querySelector(".by bdi")?.textContent).toBe(text);
    expect(body.querySelector(".sys span")?.textContent).toBe(text);
    const room: Room = {
      ...{ id: 1, slug: "geral", name: text, topic: text, kind: "private", rev: 0 },
      ...{ joined: true, readSeq: 0, unread: 0, mentions: 0 },
    };
    const me = { ...ana, name: text };
    expectHarmless(renderToString(
      <RoomHeader
        {...{ room, page, rooms, rail, search, marks, files }}
        elsewhere={3}
        folded={false}
        path="/r/geral"
      />,
    ));
    expectHarmless(renderToString(
      <Rail
        {...{ rooms: [room, direct(text)], me, online: [2], away: [] }}
        waiting={2}
        current={1}
        speech={rail}
      >
        x
      </Rail>,
    ));
    const form = renderToString(
      <ComposerForm
        {...{ speech: chat, room, text, prompt: text, clientId: "0", bad: false }}
      />,
    );
    expectHarmless(form);
    expect(form).toContain(`>${escaped(text)}</textarea>`);
  }
});

/** The rows of messages of which some answer others, and some are answered. */
function answered(messages: Message[], origins: Message[], replies: number[] = []): string {
  const laid = layRows(messages, [], { me: ana.id, dates: chat.dates });
  return renderToString(
    <Rows
      {...{ rows: laid, me: ana, slug: "geral", now, speech: chat }}
      quoteOf={({ replyTo }) => origins.find(({ seq }) => seq === replyTo)}
      repliesTo={() => replies}
    />,
  );
}

Deno.test("whatever is in what is answered, and in names, is shown as text", () => {
  for (const text of NAUGHTY) {
    const origin = message({ seq: 3, body: text, author: { id: 3, name: text } });
    const html = answered([message({ seq: 9, replyTo: 3 })], [origin]);
    expectHarmless(html);
    const quote = parse(html).querySelector(".quote");
    expect(quote?.getAttribute("href")).toBe("/r/geral/3");
    expect(quote?.querySelector("bdi")?.textContent).toBe(text);
  }
});

Deno.test("an answer shows in one line what it answers, and breaks the group of its author", () => {
  const origin = message({ body: "linha um\n\nlinha ||dois||" });
  const html = answered([origin, message({ seq: 2, replyTo: 1 }), message({ seq: 3 })], [origin]);
  const { body } = parse(html);
  expect(body.querySelector(".quote span")?.textContent).toBe("linha um linha ▒▒▒");
  expect([...body.querySelectorAll("article")].map((one) => one.classList.contains("grouped")))
    .toEqual([false, false, true]);
});

Deno.test("what is answered may be gone, or not known here", () => {
  const gone = message({ seq: 3, body: "", deleted: true });
  const quotes = parse(
    answered([message({ seq: 8, replyTo: 3 }), message({ seq: 9, replyTo: 4 })], [gone]),
  ).querySelectorAll(".quote");
  expect([...quotes].map((one) => one.textContent))
    .toEqual(["BrunoMensagem apagada", "Em resposta a outra mensagem"]);
});

Deno.test("answers are counted, and the count leads to them; a deleted message has its own", () => {
  const thread = (changes: Partial<Message>) =>
    parse(answered([message(changes)], [], [2, 3])).querySelector(".thread-of");
  expect(thread({})?.textContent).toBe("2 respostas");
  expect(thread({})?.getAttribute("href")).toBe("/r/geral/1/respostas");
  expect(thread({ deleted: true, body: "" })?.textContent).toBe("2 respostas");
});

Deno.test("a reaction tells whose it is, by name as far as the page has any", () => {
  const { body } = parse(rows([
    message({
      reactions: [
        { emoji: "👍", n: 2, users: [2, 1], me: true },
        { emoji: "🎉", n: 5, users: [2, 77] },
        { emoji: "💚", n: 1, users: [1] },
      ],
    }),
  ]));
  const buttons = [...body.querySelectorAll(".reacts button")];
  expect(buttons.map((one) => [one.textContent, one.getAttribute("aria-pressed")]))
    .toEqual([["👍 2", "true"], ["🎉 5", "false"], ["💚 1", "true"]]);
  expect(buttons.map((one) => one.getAttribute("aria-label")))
    .toEqual(["👍 2: Você e Bruno", "🎉 5: Bruno e mais 4", "💚 1: Você"]);
  expect(body.querySelector("article")?.getAttribute("aria-label")).toMatch(
    /oi, 👍 2, 🎉 5, 💚 1$/,
  );
});

Deno.test("a message that is pinned or was edited says so, and leads to more of that", () => {
  const editedAt = "2026-11-20T17:30:00.000Z";
  const marks = parse(rows([message({ editedAt, pinned: true })])).querySelectorAll(".edited");
  expect([...marks].map((one) => [one.textContent, one.getAttribute("href")])).toEqual([
    ["(editada)", "/r/geral/1/opcoes#edicoes"],
    ["fixada", "/r/geral/fixadas"],
  ]);
});

Deno.test("a link opens elsewhere and takes nothing along", () => {
  const link = parse(rows([message({ body: "veja http://10.3.0.1/painel" })])).querySelector(
    ".txt a",
  );
  expect(link?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
  expect(link?.getAttribute("href")).toBe("http://10.3.0.1/painel");
});

Deno.test("text finds its own direction, and names keep theirs to themselves", () => {
  const { body } = parse(rows([message({ body: "שלום", author: { id: 2, name: "علي" } })]));
  expect(body.querySelector(".txt p")?.getAttribute("dir")).toBe("auto");
  expect(body.querySelector(".name bdi")?.textContent).toBe("علي");
});

Deno.test("a message is labelled with author, time and the beginning of its text", () => {
  const long = "palavra ".repeat(40);
  const labels = [
    ...parse(rows([
      message(),
      message({ seq: 2, author: ana, body: long }),
      message({ seq: 3, body: "", deleted: true }),
    ])).querySelectorAll("article"),
  ].map((one) => one.getAttribute("aria-label"));
  expect(labels[0]).toBe("Bruno, 14:00: oi");
  expect(labels[1]).toMatch(/^Você, 14:00: palavra .*…$/);
  expect(labels[1]!.length).toBeLessThan(120);
  expect(labels[2]).toBe("Bruno, 14:00: Mensagem apagada");
});

Deno.test("days are headings, with the date for machines", () => {
  const heading = parse(rows([message()])).querySelector(".day h2 time");
  expect(heading?.textContent).toBe("Hoje");
  expect(heading?.getAttribute("datetime")).toBe("2026-11-20");
});

Deno.test("an edited message says so, a deleted one nothing else", () => {
  const editedAt = "2026-11-20T17:30:00.000Z";
  expect(rows([message({ editedAt })])).toContain("(editada)");
  expect(rows([message({ editedAt, deleted: true, body: "" })])).not.toContain("(editada)");
});

Deno.test("an unsent message looks sent, then late, then failed with what can be done", () => {
  const one = { id: "1", body: "oi", at: now, late: false } as const;
  const sending = parse(rows([], [{ ...one, state: "sending" }])).querySelector("article");
  expect(sending?.className).toBe("msg first own");
  const late = parse(rows([], [{ ...one, state: "waiting", late: true }]));
  expect(late.querySelector("article")?.className).toBe("msg first own pending");
  expect(late.querySelector(".state")?.textContent).toBe("Na fila, será enviada");
  const failed = parse(rows([], [{ ...one, state: "failed", why: "forbidden" }]));
  expect(failed.querySelector(".state span")?.textContent)
    .toBe("Não enviada: você não pode escrever nesta sala.");
  expect([...failed.querySelectorAll(".state button")].map((button) => button.textContent))
    .toEqual(["Tentar de novo", "Editar", "Descartar"]);
});

Deno.test("each state of own messages is told once, by the last that is in it and takes long", () => {
  const one = (id: string, changes: Partial<Unsent>): Unsent => ({
    ...{ id, body: id, at: now, late: true, state: "waiting" },
    ...changes,
  });
  const { body } = parse(rows([], [
    one("a", { state: "sending" }),
    one("b", { again: true }),
    one("c", {}),
    one("d", {}),
    one("e", { state: "failed", why: "forbidden" }),
    one("f", { late: false }),
  ]));
  expect([...body.querySelectorAll("article")].map((row) => [
    row.querySelector(".txt")?.textContent,
    row.querySelector(".state span")?.textContent,
  ])).toEqual([
    ["a", "Enviando"],
    ["b", "Ainda não foi, vai tentar de novo"],
    ["c", undefined],
    ["d", "Na fila, será enviada"],
    ["e", "Não enviada: você não pode escrever nesta sala."],
    ["f", undefined],
  ]);
  expect([...body.querySelectorAll("article")].map((row) => row.getAttribute("aria-label")))
    .toEqual([
      "Você, 15:00: a, Enviando",
      "Você, 15:00: b, Ainda não foi, vai tentar de novo",
      "Você, 15:00: c, Na fila, será enviada",
      "Você, 15:00: d, Na fila, será enviada",
      "Você, 15:00: e, não enviada",
      "Você, 15:00: f",
    ]);
});

Deno.test("a label ends with what is known of the message", () => {
  const { body } = parse(rows([
    message({
      ...{ body: "oi @Ana", mentions: [ana.id], editedAt: "2026-11-20T17:30:00.000Z" },
      ...{ pinned: true, reactions: [{ emoji: "👍", n: 2, users: [2, 3] }] },
    }),
  ]));
  expect(body.querySelector("article")?.getAttribute("aria-label"))
    .toBe("Bruno, 14:00: oi @Ana, 👍 2, chama você, (editada), fixada");
});

Deno.test("only emoji are shown large", () => {
  const isLarge = (body: string) => rows([message({ body })]).includes('class="big"');
  for (const body of ["🙏", "👩‍👩‍👧‍👦", "❤️ ❤️", "🇧🇷", "👍🏽👍🏽👍🏽"]) {
    expect({ body, large: isLarge(body) }).toEqual({ body, large: true });
  }
  for (const body of ["1", "oi 🙏", "🙏🙏🙏🙏", "#", "©", "", "🙏".repeat(4_000)]) {
    expect({ body, large: isLarge(body) }).toEqual({ body, large: false });
  }
});

Deno.test("a text that begins with a line break keeps it in the form", () => {
  const room: Room = {
    ...{ id: 1, slug: "geral", name: "geral", topic: "", kind: "public", rev: 0, joined: true },
    ...{ readSeq: 0, unread: 0, mentions: 0 },
  };
  const html = renderToString(
    <ComposerForm
      {...{ speech: chat, room, prompt: "", clientId: "0", bad: true, text: "\na" }}
    />,
  );
  // The parser of HTML takes the first line break away.
  expect(html).toContain(">\n\na</textarea>");
});

Deno.test("who is called by name is told by more than colour, where it stands in the text", () => {
  const html = rows([message({ body: "oi @ana, tudo bem @ANA?", mentions: [ana.id] })]);
  const { body } = parse(html);
  expect(body.querySelector(".msg")?.classList.contains("to-me")).toBe(true);
  expect([...body.querySelectorAll("mark")].map((one) => one.textContent)).toEqual([
    "@ana",
    "@ANA",
  ]);
  expect(body.querySelector(".txt")?.textContent).toBe("oi @ana, tudo bem @ANA?");
  const others = parse(rows([message({ body: "oi @ana", mentions: [2] })]));
  expect(others.body.querySelectorAll("mark, .to-me").length).toBe(0);
});

Deno.test("whoever is gone has no name, no hue and no letters", () => {
  const { body } = parse(rows([message({ author: { id: 2, name: "" } })]));
  expect(body.querySelector(".name")?.textContent).toBe("pessoa removida");
  expect(body.querySelector("[data-hue]")).toBe(null);
  expect(body.querySelector(".face")?.textContent).toBe("");
  expect(body.querySelector("article")?.getAttribute("aria-label")).toContain("pessoa removida");
});

Deno.test("a message leads to its own page", () => {
  const { body } = parse(rows([message({ seq: 7 })]));
  expect(body.querySelector("a.at-time")?.getAttribute("href")).toBe("/r/geral/7/opcoes");
});

import { expect } from "expect";
import { DOMParser } from "linkedom";
import { renderToString } from "preact-render-to-string";
import { Rail, type RailProps } from "@/components/rail/Rail.tsx";
import type { Room, User } from "@/lib/chat/model.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const speech = new Speech<"rail">({
  locale: "pt-BR",
  texts: textsIn("pt-BR").rail,
  zone: "America/Sao_Paulo",
});
const ana: User = { id: 1, name: "Ana", role: "member" };
const bruno: User = { id: 2, name: "Bruno", role: "member" };

function room(changes: Partial<Room> & { id: number; slug: string }): Room {
  return {
    ...{ name: changes.slug, topic: "", kind: "public", rev: 0, joined: true },
    ...{ readSeq: 0, unread: 0, mentions: 0 },
    ...changes,
  };
}

function rail(rooms: Room[], changes: Partial<RailProps> = {}) {
  const html = renderToString(
    <Rail
      {...{ rooms, me: ana, online: [], away: [], waiting: undefined, speech }}
      {...changes}
    >
      x
    </Rail>,
  );
  const { body } = new DOMParser().parseFromString(
    `<html><body>${html}</body></html>`,
    "text/html",
  );
  return {
    body,
    link: (slug: string) => body.querySelector(`[href="/r/${slug}"]`),
  };
}

Deno.test("Rail: what is unread is in the name of the link, and bold", () => {
  const { link } = rail([
    room({ id: 1, slug: "geral", unread: 3 }),
    room({ id: 2, slug: "cozinha", unread: 120, mentions: 2 }),
    room({ id: 3, slug: "lida" }),
  ]);
  expect(link("geral")?.textContent).toBe("geral3, 3 não lidas");
  expect(link("geral")?.classList.contains("unread")).toBe(true);
  expect(link("cozinha")?.textContent).toBe("cozinha@2, 2 menções, 120 não lidas");
  expect(link("lida")?.textContent).toBe("lida");
  expect(link("lida")?.classList.contains("unread")).toBe(false);
});

Deno.test("Rail: the level that was chosen decides what calls", () => {
  const { link } = rail([
    room({ id: 1, slug: "nada", unread: 3, mentions: 1, notify: "nothing" }),
    room({ id: 2, slug: "chamadas", unread: 3, notify: "mentions" }),
    room({ id: 3, slug: "chamada", unread: 3, mentions: 1, notify: "mentions" }),
  ]);
  expect(link("nada")?.classList.contains("unread")).toBe(false);
  expect(link("nada")?.querySelector(".at")).toBe(null);
  expect(link("nada")?.textContent).toContain("silenciada");
  expect(link("chamadas")?.classList.contains("unread")).toBe(false);
  expect(link("chamada")?.classList.contains("unread")).toBe(true);
});

Deno.test("Rail: a conversation has the names of the others, and says whether they are here", () => {
  const one = room({ id: 1, slug: "d-1", name: "", kind: "direct", with: [bruno] });
  const gone = room({
    id: 2,
    slug: "d-2",
    name: "",
    kind: "direct",
    with: [{ ...bruno, name: "" }],
  });
  const three = room({
    ...{ id: 3, slug: "d-3", name: "", kind: "direct" },
    with: [bruno, { ...bruno, id: 3, name: "Clara" }],
  });
  const out = rail([one, gone, three]);
  expect(out.link("d-1")?.textContent).toBe("BRBruno, fora");
  expect(out.link("d-2")?.textContent).toContain("pessoa removida");
  expect(out.link("d-3")?.textContent).toBe("Bruno, Clara");
  expect(rail([one], { online: [2] }).link("d-1")?.textContent).toContain("aqui agora");
  expect(rail([one], { online: [2], away: [2] }).link("d-1")?.textContent).toContain("ausente");
});

Deno.test("Rail: rooms that one is not in are left to their own page, unless one is open", () => {
  const outside = room({ id: 1, slug: "cozinha", joined: false });
  expect(rail([outside]).link("cozinha")).toBe(null);
  expect(rail([outside]).body.textContent).toContain("Nenhuma sala ainda");
  const open = rail([outside], { current: 1 });
  expect(open.link("cozinha")?.getAttribute("aria-current")).toBe("page");
});

Deno.test("Rail: only those who moderate see the way to it, with how many wait", () => {
  expect(rail([]).body.querySelector("[href='/anfitriao']")).toBe(null);
  const none = rail([], { waiting: 0 }).body.querySelector("[href='/anfitriao']");
  expect(none?.textContent).toBe("Moderação");
  const two = rail([], { waiting: 2 }).body.querySelector("[href='/anfitriao']");
  expect(two?.textContent).toBe("Moderação2, 2 à espera");
});

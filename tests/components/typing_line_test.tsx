import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { NewsBar } from "@/components/log/NewsBar.tsx";
import { TypingLine } from "@/components/log/TypingLine.tsx";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

function speechIn(locale: "pt-BR" | "en" | "es") {
  return new Speech<"chat">({ locale, zone: "UTC", texts: textsIn(locale).chat });
}

function plain(html: string): string {
  return html.replace(/<[^>]*>/g, "");
}

Deno.test("up to three who write are named, each name by itself, and more are several", () => {
  const names = ["Ana", "Bruno", "Clara", "Davi"];
  const said = [0, 1, 2, 3, 4].map((n) =>
    plain(renderToString(<TypingLine names={names.slice(0, n)} speech={speechIn("pt-BR")} />))
  );
  expect(said).toEqual([
    "",
    "Ana está escrevendo…",
    "Ana e Bruno estão escrevendo…",
    "Ana, Bruno e Clara estão escrevendo…",
    "Várias pessoas estão escrevendo…",
  ]);
  const html = renderToString(<TypingLine names={["<b>", "{b}"]} speech={speechIn("en")} />);
  expect(html).toContain("<bdi>&lt;b></bdi>");
  expect(html).toContain("<bdi>{b}</bdi>");
});

Deno.test("names stand in their order in every language", () => {
  for (const locale of ["pt-BR", "en", "es"] as const) {
    const said = plain(
      renderToString(<TypingLine names={["Ana", "Bruno", "Clara"]} speech={speechIn(locale)} />),
    );
    expect(said).toMatch(/^Ana, Bruno \S+ Clara .*…$/);
  }
});

Deno.test("a bar tells how many messages are new, and since when if that is known", () => {
  const bar = (since: string | undefined) =>
    plain(renderToString(
      <NewsBar
        {...{ speech: speechIn("pt-BR"), count: 3, since, href: "/r/geral/7" }}
        go={() => {}}
        read={() => {}}
      />,
    ));
  expect(bar("2026-03-02T14:05:00.000Z")).toBe("3 novas desde 14:05IrJá li");
  expect(bar(undefined)).toBe("3 novas mensagensIrJá li");
});

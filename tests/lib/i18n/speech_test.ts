import { expect } from "expect";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const SAO_PAULO = "America/Sao_Paulo";

function speech(locale: "pt-BR" | "en" | "es" = "pt-BR") {
  return new Speech<"chat">({ locale, texts: textsIn(locale).chat, zone: SAO_PAULO });
}

Deno.test("Speech fills blanks with exactly what it is given", () => {
  expect(speech().say("compose.label", { room: "$& {room} $1" })).toBe("Escreva em #$& {room} $1");
});

Deno.test("Speech chooses the form by number, and writes numbers as the language does", () => {
  expect(speech().say("log.jump.new", { n: 1 })).toBe("1 nova mensagem");
  expect(speech().say("log.jump.new", { n: 1234 })).toBe("1.234 novas mensagens");
  expect(speech("en").say("log.jump.new", { n: 1234 })).toBe("1,234 new messages");
});

Deno.test("Dates says today and yesterday by the calendar of the zone", () => {
  const { dates } = speech();
  // 02:30 UTC on the 21st is 23:30 on the 20th in São Paulo.
  const now = Date.parse("2026-11-21T02:30:00.000Z");
  expect(dates.time("2026-11-21T02:03:00.000Z")).toBe("23:03");
  expect(dates.dayName("2026-11-20T12:00:00.000Z", now)).toBe("Hoje");
  expect(dates.dayName("2026-11-20T02:00:00.000Z", now)).toBe("Ontem");
  expect(dates.dayName("2026-11-18T12:00:00.000Z", now)).toBe("Quarta-feira, 18 de novembro");
  expect(dates.dayName("2025-11-18T12:00:00.000Z", now)).toBe(
    "Terça-feira, 18 de novembro de 2025",
  );
});

Deno.test("Dates knows when tomorrow begins", () => {
  const { dates } = speech();
  const now = Date.parse("2026-11-21T02:30:00.000Z");
  expect(dates.untilTomorrow(now)).toBe(30 * 60_000);
});

Deno.test("Dates knows when tomorrow begins on the day that clocks go back", () => {
  const dates = new Speech<"chat">({
    locale: "en",
    texts: textsIn("en").chat,
    zone: "America/New_York",
  }).dates;
  // 1 November 2026 in New York begins at 04:00 UTC and has 25 hours.
  expect(dates.untilTomorrow(Date.parse("2026-11-01T04:00:00.000Z"))).toBe(25 * 3_600_000);
});

Deno.test("a million has a form of its own where the language has one, and the text too", () => {
  const end = (locale: "pt-BR" | "en" | "es", n: number) =>
    new Speech<"export">({ locale, texts: textsIn(locale).export, zone: "UTC" }).say("end", { n });
  expect(end("pt-BR", 1_000_000)).toBe("Fim: 1.000.000 de mensagens");
  expect(end("pt-BR", 1_000_001)).toBe("Fim: 1.000.001 mensagens");
  expect(end("es", 2_000_000)).toBe("Fin: 2.000.000 de mensajes");
  expect(end("en", 1_000_000)).toBe("End: 1,000,000 messages");
  expect(speech("es").say("log.fresh", { n: 1_000_000 })).toBe("1.000.000 mensajes nuevos");
});

import { expect } from "expect";
import { spanName, waitName } from "@/lib/i18n/span_name.ts";

Deno.test("a span is told in the largest unit that fits, rounded up", () => {
  const spans = [0, 1, 59, 60, 61, 3_600, 86_400, 604_800, 2_592_000];
  expect(spans.map((seconds) => spanName(seconds, "pt-BR"))).toEqual([
    ...["0 segundo", "1 segundo", "59 segundos", "1 minuto", "2 minutos", "1 hora"],
    ...["1 dia", "1 semana", "30 dias"],
  ]);
  expect(spanName(300, "en")).toBe("5 minutes");
  expect(spanName(3_600, "es")).toBe("1 hora");
});

Deno.test("a span in short fits beside a bar", () => {
  expect(spanName(12.2, "pt-BR", "short")).toBe("13 s");
  expect(spanName(90, "es", "short")).toBe("2 min");
  expect(spanName(7_200, "en", "short")).toBe("2 hr");
});

Deno.test("nobody is told to wait for nothing", () => {
  expect(waitName(undefined, "en")).toBe("1 second");
  expect(waitName(0, "en")).toBe("1 second");
  expect(waitName(-5, "en")).toBe("1 second");
  expect(waitName(4_001, "pt-BR")).toBe("5 segundos");
});

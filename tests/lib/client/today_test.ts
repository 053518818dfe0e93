import { expect } from "expect";
import { Today } from "@/lib/client/today.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SAID = "2026-11-21T02:00:00.000Z";

/** Ana's page in São Paulo, opened half an hour before midnight; what was said stands below a day. */
function setUp() {
  const { dates } = new Speech<"chat">({
    locale: "pt-BR",
    texts: textsIn("pt-BR").chat,
    zone: "America/Sao_Paulo",
  });
  const clock = new FakeClock(Date.parse("2026-11-21T02:30:00.000Z"));
  const untilTomorrow = (now: number) => dates.untilTomorrow(now);
  const today = new Today(clock.now(), { untilTomorrow, clock });
  today.start();
  const heading = () => dates.dayName(SAID, today.moment.value);
  return { clock, today, heading };
}

Deno.test("at midnight what was said today is of yesterday, on a page that stays open", () => {
  const { clock, today, heading } = setUp();
  clock.pass(30 * MINUTE - 1);
  expect(heading()).toBe("Hoje");
  clock.pass(1);
  expect(heading()).toBe("Ontem");
  clock.pass(DAY);
  expect(heading()).toBe("Sexta-feira, 20 de novembro");
  today.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("a machine that slept through midnight has the right day once it is looked at", () => {
  const { clock, today, heading } = setUp();
  today.woken();
  expect([heading(), clock.waiting]).toEqual(["Hoje", 1]);
  clock.jump(DAY);
  expect(heading()).toBe("Hoje");
  today.woken();
  expect([heading(), clock.waiting]).toEqual(["Ontem", 1]);
  today.stop();
});

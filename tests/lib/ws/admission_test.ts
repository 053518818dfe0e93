import { expect } from "expect";
import { RateLimited, Unavailable } from "@/lib/chat/errors.ts";
import { Admission, type AdmissionParts } from "@/lib/ws/admission.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const ANA = { key: "ana", address: "192.168.0.9" };
const STRANGER = { key: undefined, address: "192.168.0.9" };

function house({ server = 0, session = 0, address = 0, isLow = false, rateLimits = true }) {
  const clock = new FakeClock();
  const hub = { sockets: server, socketsOf: () => session, socketsFrom: () => address };
  const parts: AdmissionParts = { hub, memory: { isLow }, clock, rateLimits };
  return { clock, admission: new Admission(parts) };
}

Deno.test("Ana may have twenty sockets, and is told when to come back with one more", () => {
  house({ session: 19 }).admission.admit(ANA);
  const { admission } = house({ session: 20 });
  expect(() => admission.admit(ANA)).toThrow(RateLimited);
  try {
    admission.admit(ANA);
  } catch (error) {
    expect(error).toMatchObject({ afterMs: 5_000 });
  }
});

Deno.test("a school behind one address comes in, an endless script does not", () => {
  house({ address: 4_999 }).admission.admit(ANA);
  expect(() => house({ address: 5_000 }).admission.admit(ANA)).toThrow(RateLimited);
});

Deno.test("sockets that are only told to go are few: a class at once, then five a second", () => {
  const { admission, clock } = house({});
  for (let n = 0; n < 100; n++) admission.admit(STRANGER);
  expect(() => admission.admit(STRANGER)).toThrow(RateLimited);
  admission.admit(ANA);
  clock.pass(200);
  admission.admit(STRANGER);
  expect(() => admission.admit(STRANGER)).toThrow(RateLimited);
});

Deno.test("nobody comes in while memory is low, or the server is full, whatever the limits", () => {
  for (const rateLimits of [true, false]) {
    const low = house({ isLow: true, rateLimits }).admission;
    expect(() => low.admit(ANA)).toThrow(Unavailable);
    const full = house({ server: 20_000, rateLimits }).admission;
    expect(() => full.admit(ANA)).toThrow(RateLimited);
  }
});

Deno.test("with the limits off, one machine may be a whole school", () => {
  house({ session: 5_000, address: 5_000, rateLimits: false }).admission.admit(ANA);
});

import { computed, Signal, signal } from "@preact/signals";
import { expect } from "expect";
import fc from "fast-check";
import { parse } from "../../../../lib/fresh/jsonify/parse.ts";
import { stringify } from "../../../../lib/fresh/jsonify/stringify.ts";
import { stringifiers } from "../../../../lib/fresh/runtime/server/island.ts";

const roundTrip = (value: unknown) => parse(stringify(value));

Deno.test("any plain value comes back as it was", () => {
  const values = fc.anything({
    values: [
      fc.string({ unit: "binary" }),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(null, undefined),
      fc.bigInt(),
      // An invalid date equals no other; it has a test of its own below.
      fc.date({ noInvalidDate: true }),
    ],
    withMap: true,
    withSet: true,
    withSparseArray: true,
  });
  fc.assert(
    fc.property(values, (value) => {
      // A null prototype becomes an ordinary one, which toEqual() does not mind.
      expect(roundTrip(value)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

Deno.test("special values have their own forms", () => {
  const forms: [unknown, string][] = [
    [undefined, "-1"],
    [null, "-2"],
    [NaN, "-3"],
    [Infinity, "-4"],
    [-Infinity, "-5"],
    [-0, "-6"],
    [-2, "[-2]"],
    // deno-lint-ignore no-sparse-arrays -- holes are what is tested.
    [[1, , 3], "[[1,-7,2],1,3]"],
    [10n, '[["BigInt","10"]]'],
    [new Uint8Array([1, 2, 3]), '[["Uint8Array","AQID"]]'],
    [new Date(0), '[["Date","1970-01-01T00:00:00.000Z"]]'],
    [new Map([[1, null]]), '[["Map",[1,-2]],1]'],
    [{ a: 1, b: null, c: -2 }, '[{"a":1,"b":-2,"c":2},1,-2]'],
  ];
  for (const [value, form] of forms) {
    expect(stringify(value)).toBe(form);
    expect(roundTrip(value)).toEqual(value);
  }
  expect((roundTrip(new Date(NaN)) as Date).getTime()).toBe(NaN);
  expect(roundTrip(/pão["]/gi)).toEqual(/pão["]/gi);
  expect(String(roundTrip(new URL("https://example.com/a?b")))).toBe("https://example.com/a?b");
});

Deno.test("shared and circular references stay what they are", () => {
  const ana = { name: "Ana", friends: [] as unknown[], self: null as unknown };
  ana.self = ana;
  ana.friends.push(ana, new Map([["ana", ana]]));
  const copy = roundTrip(ana) as typeof ana;
  expect(copy.self).toBe(copy);
  expect(copy.friends[0]).toBe(copy);
  expect((copy.friends[1] as Map<string, unknown>).get("ana")).toBe(copy);
});

Deno.test("a view on a buffer sends the view only", () => {
  const bytes = new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4);
  expect(roundTrip(bytes)).toEqual(new Uint8Array([1, 2, 3]));
});

Deno.test("an own __proto__ field does not become the prototype", () => {
  const copy = roundTrip(JSON.parse('{"__proto__":{"isHost":true}}')) as { isHost?: boolean };
  expect(copy.isHost).toBe(undefined);
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
});

Deno.test("dates of Temporal come back", () => {
  const day = Temporal.PlainDate.from("2026-06-24");
  expect((roundTrip(day) as Temporal.PlainDate).equals(day)).toBe(true);
});

Deno.test("functions and symbols are refused", () => {
  expect(() => stringify({ a: () => {} })).toThrow("Serializing functions is not supported.");
  expect(() => stringify([Symbol("a")])).toThrow("Serializing symbols is not supported.");
});

Deno.test("a class instance keeps its own fields only", () => {
  class Room {
    name = "geral";
    get size() {
      return 3;
    }
  }
  expect(roundTrip(new Room())).toEqual({ name: "geral" });
});

Deno.test("signals are written by value, and one that is shared stays one", () => {
  const count = signal(3);
  const double = computed(() => count.value * 2);
  const text = stringify([count, count, double], stringifiers);
  const [a, b, c] = parse<Signal<number>[]>(text, {
    Signal: signal,
    Computed: (value) => computed(() => value),
  });
  expect(a).toBe(b);
  expect([a?.value, c?.value]).toEqual([3, 6]);
});

import { expect } from "expect";
import { type Outcome, parseOutcome } from "./support/run/outcome.ts";
import { inBatches } from "./support/run/in_batches.ts";
import { closingLine, narrowed } from "./support/run/summary.ts";
import { conciseVersion } from "./support/run/tools.ts";

const SAID = `./tests/a_test.ts => Ana enters ... ok (1ms)
./tests/a_test.ts => Ana leaves ... FAILED (1ms)
./tests/b_test.ts => Bruno waits: wants MySQL ... ignored (0ms)

 ERRORS 

Ana leaves => ./tests/a_test.ts:1:1
error: Error: no

FAILED | 1 passed (2 steps) | 1 failed | 1 ignored (86ms)
`;

Deno.test("a run is counted by its closing line", () => {
  const { passed, failed, skipped, report } = parseOutcome(SAID, { code: 1, seconds: 1 });
  expect({ passed, failed, skipped }).toEqual({
    passed: 1,
    failed: 1,
    skipped: ["Bruno waits: wants MySQL"],
  });
  expect(report).toContain("error: Error: no");
});

Deno.test("a run that was cut off, or failed in silence, is a failure", () => {
  expect(parseOutcome("./tests/a_test.ts => Ana ... ok (1ms)\n", { code: 137, seconds: 1 }).failed)
    .toBe(1);
  expect(parseOutcome("ok | 3 passed | 0 failed (1ms)", { code: 1, seconds: 1 }).failed).toBe(1);
});

Deno.test("the closing line tells of skips only where there are some", () => {
  const outcome: Outcome = { passed: 2, failed: 0, skipped: [], seconds: 1, report: "" };
  expect(closingLine([outcome, outcome])).toBe("4 passed, 0 failed");
  expect(closingLine([{ ...outcome, skipped: ["x"] }])).toBe("2 passed, 0 failed, 1 skipped");
});

Deno.test("a path narrows to its files, another word to the tests so named", () => {
  const groups = [
    { name: "unit", files: ["tests/lib/a_test.ts", "tests/lib/b_test.ts"] },
    { name: "e2e", files: ["tests/e2e/a_test.ts"] },
  ];
  expect(narrowed(groups, ["tests/lib/a_test.ts", "Ana"])).toEqual({
    groups: [{ name: "unit", files: ["tests/lib/a_test.ts"] }],
    filter: "Ana",
  });
  expect(narrowed(groups, ["e2e"]).groups).toEqual([groups[1]]);
  expect(narrowed(groups, []).groups).toEqual(groups);
});

Deno.test("what takes long runs where it is asked for, by its group or its path", () => {
  const usual = { name: "e2e", files: ["tests/e2e/a_test.ts"] };
  const long = { name: "long", files: ["tests/long/b_test.ts"] };
  const groups = [usual, long];
  expect(narrowed(groups, []).groups).toEqual([usual]);
  expect(narrowed(groups, ["Ana"]).groups).toEqual([usual]);
  expect(narrowed(groups, ["long"]).groups).toEqual([long]);
  expect(narrowed(groups, ["tests/long/b_test.ts"]).groups).toEqual([long]);
});

Deno.test("a server's own words give its name and version", () => {
  const table = [
    ["mysqld  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64", "MariaDB 10.11.19"],
    ["/x/usr/sbin/mysqld  Ver 9.7.4-1 for Linux on x86_64 ((Debian))", "MySQL 9.7.4"],
    ["Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64", "Redis 7.0.15"],
    ["Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", "Chromium 156.0.8078.79"],
  ] as const;
  for (const [said, name] of table) expect(conciseVersion(said)).toBe(name);
});

Deno.test("many files run a few to an isolate, each once and in their order; few run by themselves", async () => {
  const root = new URL("../", import.meta.url);
  const dir = await Deno.makeTempDir({ prefix: "conexao-batches-" });
  try {
    const many = Array.from({ length: 40 }, (_, n) => `tests/lib/a${n}_test.ts`);
    const batches = await inBatches(many, { root, dir });
    const imported = await Promise.all(batches.map((path) => Deno.readTextFile(path)));
    expect(batches.length).toBeLessThan(5);
    expect(imported.join("")).toBe(
      many.map((file) => `import "${new URL(file, root)}";\n`).join(""),
    );
    expect(await inBatches(many.slice(0, 3), { root, dir })).toEqual(many.slice(0, 3));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

import { expect } from "expect";
import { ENV_NAMES } from "@/lib/config.ts";

const PROJECT = new URL("../../", import.meta.url);
const TASKS: Record<string, string> =
  JSON.parse(await Deno.readTextFile(new URL("deno.json", PROJECT))).tasks;

/** What another program can do where `deno task serve` runs ours. */
async function probe(env: Record<string, string>): Promise<Record<string, string>> {
  const dir = await Deno.makeTempDir();
  const task = TASKS.serve?.replace(/serve\.ts$/, `tests/support/permission_probe.ts "${dir}"`);
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "-q", "--eval", task ?? ""],
      cwd: PROJECT,
      env: { ...BLANK, DATA_DIR: dir, ...env },
    }).output();
    const said = new TextDecoder().decode(stdout);
    return said ? JSON.parse(said) : { failed: new TextDecoder().decode(stderr) };
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const BLANK = {
  ...Object.fromEntries(ENV_NAMES.map((name) => [name, ""])),
  HOST: "127.0.0.1",
  DB_ROOT_PASSWORD: "secret",
};

Deno.test("what serves can use its data and its port, and nothing else of this machine", async () => {
  const { "write its data": data, "listen on its own port": port, ...rest } = await probe({});
  expect(data).toBe("done");
  // Taken by somebody else is allowed, too.
  expect(["done", "AddrInUse"]).toContain(port);
  for (const own of ["read its configuration", "ask how full the disk of its data is"]) {
    expect(rest[own]).toBe("done");
    delete rest[own];
  }
  expect(Object.keys(rest).length).toBeGreaterThan(12);
  const got = Object.entries(rest).filter(([, end]) => !/^NotCapable$|^TypeError$/.test(end));
  expect(got).toEqual([]);
});

Deno.test("a wrong environment opens no port", async () => {
  const ends = await probe({ PORT: "x" });
  expect(ends["listen on its own port"]).toBe("NotCapable");
  expect(ends["write its data"]).toBe("NotCapable");
});

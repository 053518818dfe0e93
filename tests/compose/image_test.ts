import { expect } from "expect";

const PROJECT = new URL("../../", import.meta.url);
const DOCKERFILE = await Deno.readTextFile(new URL("Dockerfile", PROJECT));
const IGNORE = (await Deno.readTextFile(new URL(".dockerignore", PROJECT))).split("\n");
/** The last stage, which is what runs. */
const FINAL = DOCKERFILE.slice(DOCKERFILE.lastIndexOf("\nFROM "));
const FOLDERS = ["components", "islands", "lib", "routes", "static"];

Deno.test("the build is given the sources and nothing else: no .env, no history, no data", () => {
  const rules = IGNORE.filter((line) => line && !line.startsWith("#"));
  expect(rules[0]).toBe("*");
  const given = rules.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const programs = ["deno.json", "deno.lock", "dev.ts", "main.ts", "serve.ts", "utils.ts"];
  expect(given.sort()).toEqual([...FOLDERS, ...programs].sort());
  // Later rules win: what is kept out comes last.
  expect(rules.slice(-3).sort()).toEqual(["**/*.sh", "**/.env*", "**/data"]);
});

Deno.test("every source folder of the project is in the image", async () => {
  for (const folder of FOLDERS) {
    expect((await Deno.stat(new URL(folder, PROJECT))).isDirectory).toBe(true);
    expect(FINAL).toContain(`COPY --from=build /app/${folder} ${folder}\n`);
  }
});

Deno.test("dependencies are a layer of their own, and are installed from the lock", () => {
  const install = DOCKERFILE.indexOf("RUN deno install --frozen");
  expect(install).toBeGreaterThan(DOCKERFILE.indexOf("COPY deno.json deno.lock ./"));
  expect(install).toBeLessThan(DOCKERFILE.indexOf("COPY . ."));
});

Deno.test("the image runs as nobody special, by the task that serves, and is told to stop by SIGTERM", () => {
  expect(FINAL).toMatch(/^USER deno$/m);
  expect(FINAL).toMatch(/^ENTRYPOINT \["deno"\]\nCMD \["task", "-q", "serve"\]$/m);
  expect(FINAL).toMatch(/^STOPSIGNAL SIGTERM$/m);
  expect(FINAL).toMatch(/^EXPOSE 8550$/m);
  expect(FINAL).toMatch(/^HEALTHCHECK /m);
  expect(FINAL).not.toMatch(/^(ENV|ARG) .*(PASSWORD|SECRET|TOKEN)/m);
});

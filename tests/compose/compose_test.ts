import { expect } from "expect";
import { ENV_NAMES } from "@/lib/config.ts";

const PROJECT = new URL("../../", import.meta.url);
const COMPOSE = await read("docker-compose.yml");
const EXAMPLE = await read(".env.example");
const SEVEN = [
  "DB_HOST_SQL",
  "DB_PORT",
  "DB_USER",
  "DB_PASSWORD",
  "DB_NAME",
  "DB_HOST_REDIS",
  "DB_ROOT_PASSWORD",
];

function read(path: string): Promise<string> {
  return Deno.readTextFile(new URL(path, PROJECT));
}

/** The lines of one service, or of one block within a text that is indented by two. */
function block(text: string, name: string, indent: string): string {
  const from = text.indexOf(`\n${indent}${name}:\n`);
  if (from < 0) throw new Error(`no ${name} in the file`);
  const body = text.slice(text.indexOf("\n", from + 1) + 1);
  const end = body.search(new RegExp(`^${indent}\\S`, "m"));
  return end < 0 ? body : body.slice(0, end);
}

const service = (name: string) => block(COMPOSE, name, "  ");

Deno.test("the three services restart, are waited for, and keep what they have to keep", () => {
  for (const name of ["banco_dados", "redis", "app"]) {
    expect(service(name)).toContain("restart: unless-stopped");
  }
  for (const name of ["banco_dados", "redis"]) {
    expect(service(name)).toContain("healthcheck:");
    expect(service("app")).toContain(`${name}: { condition: service_healthy }`);
  }
  expect(service("banco_dados")).toContain("- banco_dados:/var/lib/mysql");
});

Deno.test("8550, 33306 and 6379 are published, each moved by a variable", () => {
  expect(service("app")).toContain('"${PUBLISH_APP_PORT:-8550}:8550"');
  expect(service("banco_dados")).toContain(
    '"${PUBLISH_ON:-0.0.0.0}:${PUBLISH_SQL_PORT:-33306}:3306"',
  );
  expect(service("redis")).toContain('"${PUBLISH_ON:-0.0.0.0}:${PUBLISH_REDIS_PORT:-6379}:6379"');
});

Deno.test("the app is confined", () => {
  for (
    const line of [
      "read_only: true",
      "cap_drop: [ALL]",
      'security_opt: ["no-new-privileges:true"]',
      "mem_limit: 1g",
      "stop_grace_period: 15s",
    ]
  ) expect(service("app")).toContain(line);
});

Deno.test("the database opens no way to files, and writes through at each commit", () => {
  for (
    const flag of [
      "--local-infile=0",
      "--secure-file-priv=NULL",
      "--mysqlx=OFF",
      "--character-set-server=utf8mb4",
      "--innodb-flush-log-at-trx-commit=1",
    ]
  ) expect(service("banco_dados")).toContain(`- ${flag}\n`);
});

Deno.test("the app is told what it reads, never the root password, and migrates", () => {
  const environment = block(service("app"), "environment", "    ");
  const names = [...environment.matchAll(/^ {6}(\w+):/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  // The runtime itself reads the time zone.
  for (const name of names) expect([...ENV_NAMES, "TZ"]).toContain(name);
  expect(environment).not.toContain("ROOT");
  expect(environment).toContain('DB_MIGRATE: "on"');
});

Deno.test("the example has the seven names with values, and every other variable of compose", () => {
  for (const name of SEVEN) expect(EXAMPLE).toMatch(new RegExp(`^${name}=\\S`, "m"));
  const used = [...COMPOSE.matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name);
  const elsewhere = /^(MYSQL_TAG|REDIS_TAG|APP_IMAGE)$/;
  const own = new Set(used.filter((name) => !ENV_NAMES.includes(name) && !elsewhere.test(name)));
  expect(own.size).toBeGreaterThan(4);
  for (const name of own) expect(EXAMPLE).toMatch(new RegExp(`^(# )?${name}=`, "m"));
});

Deno.test("what compose cannot do without is asked for by name", () => {
  for (const name of ["DB_ROOT_PASSWORD", "DB_USER", "DB_PASSWORD"]) {
    expect(service("banco_dados")).toContain(`\${${name}:?`);
  }
});

import { expect } from "expect";
import { ConfigError, type Environment, parseConfig } from "@/lib/config.ts";

const MYSQL = { DB_HOST_SQL: "banco_dados", DB_USER: "ana", DB_PASSWORD: "segredo" };

function complaintsOf(env: Environment, files: Record<string, string> = {}): readonly string[] {
  try {
    parseConfig(env, { readFile: readerOf(files) });
  } catch (error) {
    if (error instanceof ConfigError) return error.complaints;
    throw error;
  }
  return [];
}

function readerOf(files: Record<string, string>) {
  return (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Deno.errors.NotFound(`no such file: ${path}`);
    return text;
  };
}

Deno.test("an empty environment is alone on SQLite, on every address, port 8550", () => {
  expect(parseConfig({})).toEqual({
    listen: { host: "0.0.0.0", port: 8550 },
    dataDir: "./data",
    publicUrl: undefined,
    allowedHosts: [],
    trustProxy: [],
    cookieName: "conexao",
    rateLimits: true,
    installable: true,
    door: {},
    logLevel: "info",
    memoryLimitMb: undefined,
    store: { kind: "sqlite", path: "./data/conexao.db" },
    files: { kind: "disk", path: "./data/files" },
    fileLimits: {},
    bus: { kind: "local" },
    warnings: [],
  });
});

Deno.test("the seven variables of a client container make it one more instance", () => {
  const config = parseConfig({
    DB_HOST_SQL: "192.168.0.5",
    DB_PORT: "33306",
    DB_USER: "conexao_cliente",
    DB_PASSWORD: " it's $a `secret` ",
    DB_NAME: "Conexao Chat",
    DB_HOST_REDIS: "192.168.0.5",
    DB_ROOT_PASSWORD: "never read",
  });
  expect(config.store).toEqual({
    kind: "mysql",
    host: "192.168.0.5",
    port: 33306,
    user: "conexao_cliente",
    password: " it's $a `secret` ",
    database: "Conexao Chat",
    ssl: "auto",
    ca: undefined,
    migrate: false,
  });
  expect(config.bus).toEqual({
    kind: "redis",
    host: "192.168.0.5",
    port: 6379,
    password: undefined,
  });
  expect(config.warnings).toEqual([]);
});

Deno.test("an empty value is no value, and spaces or a Windows line end round one are dropped", () => {
  const config = parseConfig({ ...MYSQL, PORT: "", DB_NAME: " ", DB_PORT: " 3307\r", HOST: "" });
  expect(config.listen).toEqual({ host: "0.0.0.0", port: 8550 });
  expect(config.store).toMatchObject({ port: 3307, database: "ConexaoChat" });
  expect(parseConfig({ DB_HOST_SQL: "", DB_HOST_REDIS: "" }).store.kind).toBe("sqlite");
});

Deno.test("MySQL without Redis starts, and says that it has to ask", () => {
  const config = parseConfig(MYSQL);
  expect(config.bus).toEqual({ kind: "none" });
  expect(config.warnings).toHaveLength(1);
  expect(config.warnings[0]).toContain("DB_HOST_REDIS");
});

Deno.test("Redis without MySQL does not start", () => {
  const complaints = complaintsOf({ DB_HOST_REDIS: "redis" });
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain("DB_HOST_SQL");
  expect(complaints[0]).toContain("DB_HOST_REDIS");
});

Deno.test("root, limits that are off and a MySQL user that is not used are each said aloud", () => {
  const root = parseConfig({ ...MYSQL, DB_USER: "root", DB_HOST_REDIS: "redis" });
  expect(root.warnings).toEqual([expect.stringContaining("DB_USER is root")]);
  const open = parseConfig({ RATE_LIMITS: "OFF" });
  expect(open.rateLimits).toBe(false);
  expect(open.warnings).toEqual([expect.stringContaining("RATE_LIMITS is off")]);
  expect(parseConfig({ DB_USER: "ana" }).warnings).toEqual([
    expect.stringContaining("without DB_HOST_SQL"),
  ]);
});

Deno.test("what is said of the door is fixed, be it on or off, and what is not is the host's", () => {
  expect(parseConfig({ JOIN_CODE: "sala sete", KNOCK: "off" }).door).toEqual({
    joinCode: "sala sete",
    knock: false,
  });
  expect(parseConfig({ JOIN_CODE: "", JOIN_SHOWS_PEOPLE: "on" }).door).toEqual({
    joinShowsPeople: true,
  });
});

Deno.test("a wrong join code is never repeated", () => {
  for (const code of ["abc", "a".repeat(65), " sala sete", "- - -"]) {
    const complaints = complaintsOf({ JOIN_CODE: code });
    expect(complaints).toEqual([
      expect.stringMatching(/^JOIN_CODE cannot be used, wanted 4 to 64/),
    ]);
    expect(complaints[0]).not.toContain(code);
  }
});

const S3 = {
  S3_ENDPOINT: "http://10.0.0.5:9000",
  S3_BUCKET: "conversa",
  S3_ACCESS_KEY: "ana",
  S3_SECRET_KEY: "segredo",
};

Deno.test("files are in the database that instances share, or in the object store of S3_ENDPOINT", () => {
  expect(parseConfig(MYSQL).files).toEqual({ kind: "database" });
  for (const store of [{}, MYSQL]) {
    expect(parseConfig({ ...store, ...S3, S3_PREFIX: "escola/arquivos" }).files).toEqual({
      kind: "s3",
      endpoint: new URL("http://10.0.0.5:9000"),
      bucket: "conversa",
      region: "us-east-1",
      accessKey: "ana",
      secretKey: "segredo",
      prefix: "escola/arquivos",
    });
  }
});

Deno.test("an object store that is told of in part is complained of, each part by its name", () => {
  const { S3_ENDPOINT, S3_BUCKET } = S3;
  expect(complaintsOf({ S3_ENDPOINT, S3_BUCKET })).toEqual([
    expect.stringMatching(/^S3_ACCESS_KEY is unset beside S3_ENDPOINT, wanted S3_ENDPOINT, S3_B/),
    expect.stringMatching(/^S3_SECRET_KEY is unset beside S3_ENDPOINT, wanted /),
  ]);
  expect(complaintsOf({ S3_SECRET_KEY_FILE: "/key" }, { "/key": "segredo" })).toHaveLength(3);
  const wrong = complaintsOf({ ...S3, S3_ACCESS_KEY: "segredo é" });
  expect(wrong).toEqual(["S3_ACCESS_KEY cannot be used, wanted an access key"]);
});

Deno.test("limits of files are sizes as people write them, and what is not said is the host's", () => {
  const sizes = { FILE_SIZE: "500MB", FILES_PER_PERSON: "1,5 GB", FILES_TOTAL: "0" };
  expect(parseConfig({ ...sizes, DISK_FREE: "1073741824" }).fileLimits).toEqual({
    fileSize: 500 * 2 ** 20,
    filesPerPerson: 1.5 * 2 ** 30,
    filesTotal: 0,
    diskFree: 2 ** 30,
  });
});

const WRONG: Record<string, string[]> = {
  HOST: ["a b", "host:8550", "1.2.3.4,evil.com", "-x"],
  PORT: ["65536", "abc", "-1", "8550.5", "0x10", "99999999999"],
  PUBLIC_URL: ["chat.escola.br", "ftp://a", "http://a/chat", "http://ana:x@a", "http://a?b"],
  ALLOWED_HOSTS: ["a b", "escola.br:8550", "ok,..br", "http://escola.br"],
  TRUST_PROXY: ["proxy", "10.0.0.0/8", "10.0.0.256"],
  COOKIE_NAME: ["a b", "a=b", "a;b", "é", "__Host-x", "__secure-x"],
  RATE_LIMITS: ["yes", "0"],
  KNOCK: ["yes"],
  JOIN_SHOWS_PEOPLE: ["1"],
  FILE_SIZE: ["0", "2 XB", "-1", "lots", "2 PiB"],
  FILES_PER_PERSON: ["all", "-1"],
  FILES_TOTAL: ["1e9"],
  DISK_FREE: ["10%"],
  S3_ENDPOINT: ["10.0.0.5:9000", "s3://conversa", "http://ana:x@a", "http://a/conversa"],
  S3_BUCKET: ["ab", "Conversa", "a/b", "-abc", "a".repeat(64)],
  S3_REGION: ["us east"],
  S3_PREFIX: ["/a", "a b", "a//b", "á", "a?"],
  LOG_LEVEL: ["verbose"],
  MEMORY_LIMIT_MB: ["1", "1g", "-5"],
  DB_HOST_SQL: ["192.168.0.5:33306", "mysql://a", "a,b", "a b"],
  DB_PORT: ["0", "x"],
  DB_USER: ["u".repeat(33), "a\nb"],
  DB_NAME: ["a/b", "a.b", "a\\b", "x".repeat(65), "a\0b"],
  DB_SSL: ["on"],
  DB_MIGRATE: ["true"],
  DB_HOST_REDIS: ["redis://a"],
  REDIS_PORT: ["70000"],
};

for (const [name, values] of Object.entries(WRONG)) {
  Deno.test(`a wrong ${name} gets one line with its name, its value and what is wanted`, () => {
    for (const value of values) {
      const complaints = complaintsOf({ ...MYSQL, ...S3, DB_HOST_REDIS: "redis", [name]: value });
      expect(complaints).toHaveLength(1);
      const [line = ""] = complaints;
      expect(line.startsWith(`${name} is ${JSON.stringify(value)}, wanted `)).toBe(true);
      expect(line).not.toMatch(/[\n\r\0]|Invalid|undefined/);
    }
  });
}

Deno.test("all that is wrong is said at once, and no password with it", () => {
  const complaints = complaintsOf({
    DB_HOST_SQL: "banco_dados",
    DB_PASSWORD: "segredo",
    DB_PASSWORD_FILE: "/run/secrets/db",
    PORT: "x",
    DB_SSL: "off",
    DB_SSL_CA: "/ca.pem",
  }, { "/ca.pem": "-----BEGIN CERTIFICATE-----" });
  expect(complaints.map((line) => line.split(" ")[0]).sort()).toEqual(
    ["DB_PASSWORD", "DB_SSL", "DB_USER", "PORT"],
  );
  expect(complaints.join()).not.toContain("segredo");
});

Deno.test("hosts, addresses and lists are taken in every good form", () => {
  for (const host of ["localhost", "::", "::1", "192.168.0.2", "banco_dados", "a.b-c.d."]) {
    expect(parseConfig({ HOST: host }).listen.host).toBe(host);
  }
  const config = parseConfig({
    ALLOWED_HOSTS: "chat.Escola.br, .escola.br ,",
    TRUST_PROXY: "10.0.0.1,FE80::1",
    PUBLIC_URL: "https://chat.escola.br:8443/",
  });
  expect(config.allowedHosts).toEqual(["chat.escola.br", ".escola.br"]);
  expect(config.trustProxy).toEqual(["10.0.0.1", "fe80::1"]);
  expect(config.publicUrl?.origin).toBe("https://chat.escola.br:8443");
});

Deno.test("secrets come from files, without the line end that closes them", () => {
  const files = { "/run/db": "two  words\n", "/run/redis": "r\r\n", "/s3": "s3\n", "/ca.pem": PEM };
  const config = parseConfig({
    ...MYSQL,
    DB_PASSWORD: undefined,
    DB_PASSWORD_FILE: "/run/db",
    DB_HOST_REDIS: "redis",
    REDIS_PASSWORD_FILE: "/run/redis",
    DB_SSL_CA: "/ca.pem",
    ...S3,
    S3_SECRET_KEY: undefined,
    S3_SECRET_KEY_FILE: "/s3",
  }, { readFile: readerOf(files) });
  expect(config.files).toMatchObject({ secretKey: "s3" });
  expect(config.store).toMatchObject({ password: "two  words", ca: PEM });
  expect(config.bus).toMatchObject({ password: "r" });
});

Deno.test("a file that is missing, empty or no certificate is named with its variable", () => {
  const missing = complaintsOf({ ...MYSQL, DB_PASSWORD: "", DB_PASSWORD_FILE: "/none" });
  expect(missing).toEqual([
    'DB_PASSWORD_FILE is "/none", wanted a file that can be read (NotFound)',
  ]);
  const empty = complaintsOf({ ...MYSQL, DB_PASSWORD: "", DB_PASSWORD_FILE: "/e" }, { "/e": "\n" });
  expect(empty[0]).toContain("DB_PASSWORD_FILE");
  const noPem = complaintsOf({ ...MYSQL, DB_SSL_CA: "/key" }, { "/key": "-----BEGIN PRIVATE KEY" });
  expect(noPem[0]).toContain("DB_SSL_CA");
  expect(noPem.join()).not.toContain("PRIVATE");
});

const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

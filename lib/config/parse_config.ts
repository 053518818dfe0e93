import type { Config } from "./config.ts";
import { ConfigError } from "./config_error.ts";
import { readFiles } from "./read_files.ts";
import { SECRETS, type Variables, variables } from "./variables.ts";

/** The environment as it comes: names to text, an empty text being no value at all. */
export type Environment = Readonly<Record<string, string | undefined>>;

const S3_WANTED = ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY"];

/** What `parseConfig` may use of the outside. */
export interface ParseOptions {
  /** Returns the text of a file, or throws; asked for the `*_FILE` variables and `DB_SSL_CA`. */
  readFile?: (path: string) => string;
}

/**
 * Turns an environment into a `Config`, with no I/O but `options.readFile`.
 *
 * @throws {ConfigError} naming every wrong variable at once, not the first one alone.
 */
export function parseConfig(environment: Environment, options: ParseOptions = {}): Config {
  const { env, ca, complaints } = readFiles(withoutBlanks(environment), options.readFile);
  const parsed = variables.safeParse(env);
  complaints.push(...contradictions(env));
  if (!parsed.success) {
    complaints.push(...parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return SECRETS.has(name)
        ? `${name} cannot be used, wanted ${message}`
        : `${name} is ${JSON.stringify(env[name])}, wanted ${message}`;
    }));
  }
  if (!parsed.success || complaints.length > 0) throw new ConfigError(complaints);
  return toConfig(parsed.data, ca);
}

function withoutBlanks(environment: Environment): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    // A password keeps its spaces; elsewhere they are a slip, as is the CR of a file made on Windows.
    const text = SECRETS.has(name) ? value : value?.trim();
    if (text) env[name] = text;
  }
  return env;
}

/** Looks at presence alone, so that it also speaks where a value is wrong. */
function contradictions(env: Environment): string[] {
  const complaints: string[] = [];
  if (env.DB_HOST_REDIS && !env.DB_HOST_SQL) {
    complaints.push(
      "DB_HOST_SQL is unset beside DB_HOST_REDIS, wanted the MySQL that the instances on that Redis share",
    );
  }
  if (env.DB_HOST_SQL && !env.DB_USER) {
    complaints.push("DB_USER is unset beside DB_HOST_SQL, wanted the MySQL user to sign in as");
  }
  if (env.DB_SSL_CA && env.DB_SSL?.toLowerCase() === "off") {
    complaints.push('DB_SSL is "off" beside DB_SSL_CA, wanted auto or required');
  }
  return [...complaints, ...ofS3(env)];
}

/** All of the four are wanted, or none; a secret that could not be read has been complained of. */
function ofS3(env: Environment): string[] {
  const there = S3_WANTED.filter((name) => env[name] || env[`${name}_FILE`]);
  if (there.length === 0) return [];
  return S3_WANTED.filter((name) => !there.includes(name)).map((name) =>
    `${name} is unset beside ${there[0]}, wanted ${S3_WANTED.join(", ")} all together`
  );
}

function toConfig(env: Variables, ca: string | undefined): Config {
  return {
    listen: { host: env.HOST, port: env.PORT },
    dataDir: env.DATA_DIR,
    publicUrl: env.PUBLIC_URL,
    allowedHosts: env.ALLOWED_HOSTS,
    trustProxy: env.TRUST_PROXY,
    cookieName: env.COOKIE_NAME,
    rateLimits: env.RATE_LIMITS,
    installable: env.INSTALLABLE,
    door: toDoor(env),
    logLevel: env.LOG_LEVEL,
    memoryLimitMb: env.MEMORY_LIMIT_MB,
    store: toStore(env, ca),
    files: toFiles(env),
    fileLimits: toFileLimits(env),
    bus: toBus(env),
    warnings: warningsOf(env),
  };
}

function toDoor({ JOIN_CODE, KNOCK, JOIN_SHOWS_PEOPLE }: Variables): Config["door"] {
  return {
    ...(JOIN_CODE === undefined ? {} : { joinCode: JOIN_CODE }),
    ...(KNOCK === undefined ? {} : { knock: KNOCK }),
    ...(JOIN_SHOWS_PEOPLE === undefined ? {} : { joinShowsPeople: JOIN_SHOWS_PEOPLE }),
  };
}

function toStore(env: Variables, ca: string | undefined): Config["store"] {
  if (!env.DB_HOST_SQL) return { kind: "sqlite", path: `${env.DATA_DIR}/conexao.db` };
  return {
    kind: "mysql",
    host: env.DB_HOST_SQL,
    port: env.DB_PORT,
    user: env.DB_USER ?? "",
    password: env.DB_PASSWORD,
    database: env.DB_NAME,
    ssl: env.DB_SSL,
    ca,
    migrate: env.DB_MIGRATE,
  };
}

function toFiles(env: Variables): Config["files"] {
  if (env.S3_ENDPOINT) {
    return {
      kind: "s3",
      endpoint: env.S3_ENDPOINT,
      bucket: env.S3_BUCKET ?? "",
      region: env.S3_REGION,
      accessKey: env.S3_ACCESS_KEY ?? "",
      secretKey: env.S3_SECRET_KEY ?? "",
      prefix: env.S3_PREFIX,
    };
  }
  return env.DB_HOST_SQL ? { kind: "database" } : { kind: "disk", path: `${env.DATA_DIR}/files` };
}

function toFileLimits(env: Variables): Config["fileLimits"] {
  const { FILE_SIZE, FILES_PER_PERSON, FILES_TOTAL, DISK_FREE } = env;
  return {
    ...(FILE_SIZE === undefined ? {} : { fileSize: FILE_SIZE }),
    ...(FILES_PER_PERSON === undefined ? {} : { filesPerPerson: FILES_PER_PERSON }),
    ...(FILES_TOTAL === undefined ? {} : { filesTotal: FILES_TOTAL }),
    ...(DISK_FREE === undefined ? {} : { diskFree: DISK_FREE }),
  };
}

function toBus(env: Variables): Config["bus"] {
  if (!env.DB_HOST_SQL) return { kind: "local" };
  if (!env.DB_HOST_REDIS) return { kind: "none" };
  return {
    kind: "redis",
    host: env.DB_HOST_REDIS,
    port: env.REDIS_PORT,
    password: env.REDIS_PASSWORD,
  };
}

function warningsOf(env: Variables): string[] {
  const warnings: string[] = [];
  if (!env.RATE_LIMITS) {
    warnings.push("RATE_LIMITS is off: anybody can flood this server; for load tests only");
  }
  if (!env.DB_HOST_SQL) {
    if (env.DB_USER) {
      warnings.push("DB_USER is set without DB_HOST_SQL: messages go to SQLite, not to MySQL");
    }
    return warnings;
  }
  if (env.DB_USER === "root") {
    warnings.push("DB_USER is root: whoever reads this password owns every database of that MySQL");
  }
  if (!env.DB_HOST_REDIS) {
    warnings.push(
      "DB_HOST_REDIS is unset: what other instances write is found by asking MySQL every second",
    );
  }
  return warnings;
}

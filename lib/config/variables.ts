import { z } from "zod";
import { MOST_BYTES, readByteSize } from "@/lib/chat/byte_size.ts";
import { parseJoinCode } from "@/lib/chat/join_code.ts";

const HOST_NAME = /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?\.?$/;
// RFC 6265 4.1.1 takes the token of RFC 2616; the prefixes would make browsers drop it on plain HTTP.
const COOKIE_NAME = /^(?!__(host|secure)-)[!#$%&'*+.^_`|~0-9a-z-]+$/i;
// A slash, backslash or dot is a path to some tools, and a backslash an escape in GRANT.
// deno-lint-ignore no-control-regex -- control characters are what is refused
const DATABASE_NAME = /^[^\x00-\x1f\x7f/\\.]{0,63}[^\x00-\x20\x7f/\\.]$/u;
// deno-lint-ignore no-control-regex -- control characters are what is refused
const USER_NAME = /^[^\x00-\x1f\x7f]{1,32}$/u;

// Lower case and no dot at an end, as all who speak S3 take them.
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
// The characters that Amazon calls safe in names of objects: none needs escaping in an address.
const OBJECT_PREFIX = /^(?![/])[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*\/?$/;

const address = z.union([z.ipv4(), z.ipv6()]);
const hostOrAddress = z.string().refine(
  (value) => HOST_NAME.test(value) || address.safeParse(value).success,
  { error: "a host name or an IP address, without a port" },
);
const flag = z.string().toLowerCase().pipe(z.enum(["on", "off"], { error: "on or off" }))
  .transform((value) => value === "on");

function wholeNumber(min: number, max: number) {
  const error = `a whole number from ${min} to ${max}`;
  return z.string().regex(/^\d{1,9}$/, { error, abort: true }).transform(Number)
    .refine((value) => value >= min && value <= max, { error });
}

/** A size as people write it; `least` bytes or more. */
function byteSize(least: number) {
  const error = `a size like 500 MB, 2GB or 2147483648, ${
    least === 0 ? "0 for none" : "more than 0"
  }, 1 PiB at most`;
  return z.string().transform((text, ctx) => {
    const size = readByteSize(text);
    if (size !== undefined && size >= least && size <= MOST_BYTES) return size;
    ctx.issues.push({ code: "custom", message: error, input: text });
    return z.NEVER;
  });
}

function listOf(entry: z.ZodType<string, string>, error: string) {
  return z.string().transform((list) => list.split(",").map((part) => part.trim()).filter(Boolean))
    .refine((parts) => parts.every((part) => entry.safeParse(part).success), { error })
    .transform((parts) => parts.map((part) => part.toLowerCase()));
}

function origin(example: string) {
  return z.string()
    .refine((value) => isOrigin(value), {
      error: `an address like ${example}, with nothing after the host and port`,
    })
    .transform((value) => new URL(value));
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, origin, href } = new URL(value);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}

function isJoinCode(value: string): boolean {
  try {
    return parseJoinCode(value) === value;
  } catch {
    return false;
  }
}

/**
 * Every variable that the program reads, by name. Values come trimmed, and an empty one as absent; each
 * error text is the value wanted.
 */
export const variables = z.object({
  HOST: hostOrAddress.default("0.0.0.0"),
  PORT: wholeNumber(0, 65535).default(8550),
  DATA_DIR: z.string().default("./data"),
  PUBLIC_URL: origin("https://chat.escola.br").optional(),
  ALLOWED_HOSTS: listOf(
    z.string().refine((name) => HOST_NAME.test(name.replace(/^\./, ""))),
    "host names parted by commas, without ports; .escola.br is that name and all below it",
  ).default([]),
  TRUST_PROXY: listOf(address, "IP addresses parted by commas").default([]),
  COOKIE_NAME: z.string()
    .regex(COOKIE_NAME, { error: "letters, digits and - _ . only, and no __Host- or __Secure-" })
    .default("conexao"),
  RATE_LIMITS: flag.default(true),
  INSTALLABLE: flag.default(true),
  JOIN_CODE: z.string().refine(isJoinCode, {
    error: "4 to 64 characters, letters or digits among them, and no space around them",
  }).optional(),
  KNOCK: flag.optional(),
  JOIN_SHOWS_PEOPLE: flag.optional(),
  FILE_SIZE: byteSize(1).optional(),
  FILES_PER_PERSON: byteSize(0).optional(),
  FILES_TOTAL: byteSize(0).optional(),
  DISK_FREE: byteSize(0).optional(),
  S3_ENDPOINT: origin("http://192.168.0.10:9000").optional(),
  S3_BUCKET: z.string().regex(BUCKET, { error: "3 to 63 of a-z, 0-9, dot and hyphen" }).optional(),
  S3_REGION: z.string().regex(/^[\w-]{1,64}$/, { error: "a region like us-east-1" })
    .default("us-east-1"),
  S3_ACCESS_KEY: z.string().regex(/^[\x21-\x7e]+$/, { error: "an access key" }).optional(),
  S3_SECRET_KEY: z.string().optional(),
  S3_SECRET_KEY_FILE: z.string().optional(),
  S3_PREFIX: z.string().max(200)
    .regex(OBJECT_PREFIX, { error: "names of letters, digits, _ . - parted by /, as in chat/" })
    .default("conexaochat/"),
  LOG_LEVEL: z.string().toLowerCase()
    .pipe(z.enum(["debug", "info", "warn", "error"], { error: "debug, info, warn or error" }))
    .default("info"),
  MEMORY_LIMIT_MB: wholeNumber(64, 1_048_576).optional(),
  DB_HOST_SQL: hostOrAddress.optional(),
  DB_PORT: wholeNumber(1, 65535).default(3306),
  DB_USER: z.string().regex(USER_NAME, { error: "a MySQL user of 1 to 32 characters" }).optional(),
  DB_PASSWORD: z.string().default(""),
  DB_PASSWORD_FILE: z.string().optional(),
  DB_NAME: z.string()
    .regex(DATABASE_NAME, { error: "a database name of 1 to 64 characters without / \\ or ." })
    .default("ConexaoChat"),
  DB_SSL: z.string().toLowerCase()
    .pipe(z.enum(["off", "auto", "required"], { error: "off, auto or required" }))
    .default("auto"),
  DB_SSL_CA: z.string().optional(),
  DB_MIGRATE: flag.default(false),
  DB_HOST_REDIS: hostOrAddress.optional(),
  REDIS_PORT: wholeNumber(1, 65535).default(6379),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_PASSWORD_FILE: z.string().optional(),
});

/** The variables as parsed, before they become a `Config`. */
export type Variables = z.infer<typeof variables>;

/** The names that the program reads, and all that `--allow-env` has to hold. */
export const ENV_NAMES: readonly string[] = Object.keys(variables.shape);

/** Variables whose value is never repeated in a complaint. */
export const SECRETS: ReadonlySet<string> = new Set([
  "DB_PASSWORD",
  "REDIS_PASSWORD",
  "JOIN_CODE",
  "S3_ACCESS_KEY",
  "S3_SECRET_KEY",
]);

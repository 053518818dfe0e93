/** What the program was told to be, parsed from the environment; passwords are in clear: never log it. */
export interface Config {
  /** Where to listen; port 0 takes any free one. */
  listen: { host: string; port: number };
  /** The directory of everything kept in files, as given (relative to the working directory). */
  dataDir: string;
  /** Scheme, host and port that people reach this chat by, if it is not the one that it listens on. */
  publicUrl: URL | undefined;
  /** Further host names to answer to, lower-case; `.escola.br` means it and all below it. */
  allowedHosts: readonly string[];
  /** Addresses of reverse proxies whose forwarded addresses count. */
  trustProxy: readonly string[];
  /** Parts the sessions of two chats on one address, since cookies ignore ports. */
  cookieName: string;
  /** False only in load tests. */
  rateLimits: boolean;
  /** Browsers at a secure address may install the app, and keep what was read in it. */
  installable: boolean;
  /** What the owner has fixed of the door; what is not there, the host decides on their page. */
  door: { joinCode?: string; knock?: boolean; joinShowsPeople?: boolean };
  logLevel: "debug" | "info" | "warn" | "error";
  /** Memory in MiB that this process may use; undefined where nobody said. */
  memoryLimitMb: number | undefined;
  store: SqliteConfig | MysqlConfig;
  /** Where the bytes of files are kept. */
  files: { kind: "disk"; path: string } | { kind: "database" } | S3Config;
  /** What the owner has fixed of the limits of files, in bytes; the rest the host decides. */
  fileLimits: {
    fileSize?: number;
    filesPerPerson?: number;
    filesTotal?: number;
    diskFree?: number;
  };
  bus: { kind: "local" } | { kind: "none" } | RedisConfig;
  /** Lines to say at each start, aloud. */
  warnings: readonly string[];
}

/** Messages in one file, for one instance. */
export interface SqliteConfig {
  kind: "sqlite";
  path: string;
}

/** Messages in a MySQL or MariaDB that instances share. */
export interface MysqlConfig {
  kind: "mysql";
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl: "off" | "auto" | "required";
  /** PEM text of the only authority to trust; undefined trusts any certificate. */
  ca: string | undefined;
  /** Whether an existing schema may be brought up to date. */
  migrate: boolean;
}

/** News between instances over Redis pub/sub. */
export interface RedisConfig {
  kind: "redis";
  host: string;
  port: number;
  password: string | undefined;
}

/** The bytes of files in an object store that speaks S3, its buckets in the path. */
export interface S3Config {
  kind: "s3";
  /** Scheme, host and port. */
  endpoint: URL;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
  /** What the names of all objects begin with; may be empty. */
  prefix: string;
}

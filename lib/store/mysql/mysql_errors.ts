import { Unavailable } from "@/lib/chat/errors.ts";
import { AlreadyThere, DuplicateKey, NoSpace, NoTable, NoValue } from "../sql_connection.ts";
import type { MysqlStoreConfig } from "../store_config.ts";
import { StoreRefused } from "../store_refused.ts";

/** The parts of mysql2's errors that matter here. */
interface Mysql2Error extends Error {
  code?: string;
  errno?: number;
  /** The connection is gone. */
  fatal?: boolean;
  sqlState?: string;
}

/**
 * What the server or the way to it complains of. mysql2's own errors carry the statement with all
 * its values, and a server's words quote them: neither may get into a log.
 */
class MysqlFault extends Error {
  override readonly name = "MysqlFault";
  readonly code: string | undefined;
  readonly errno: number | undefined;

  constructor({ message, code, errno, sqlState }: Mysql2Error) {
    super(sqlState === undefined ? message : `MySQL error ${errno} ${code}`);
    this.code = code;
    this.errno = errno;
  }
}

// Server error numbers, https://dev.mysql.com/doc/mysql-errors/9.x/en/server-error-reference.html
// and https://mariadb.com/kb/en/mariadb-error-code-reference/.
const DUPLICATE = 1062;
const NULL = 1048;
// No such table; no such database, which MySQL says of the tables of one that was dropped.
const NO_TABLE = new Set([1146, 1049]);
// Table, column or key name that is there; key that is dropped already.
const ALREADY = new Set([1050, 1060, 1061, 1091]);
// Disk full; the table is full. And a file, or the engine, that the operating system has no space for.
const FULL = new Set([1021, 1114]);
const NO_FILE = new Set([3, 1026, 1030]);
const ENOSPC = /\berr(?:or|no):? (?:28|122)\b/;
const TRANSIENT = new Set([
  1205, // lock wait time-out
  1213, // deadlock
  1020, // MariaDB: the row changed since it was read
  1040, // too many connections
  1203, // too many connections of this user
  1226, // the user's share of connections is used up
  1135, // no thread for a connection
  1053, // server is shutting down
  1079, // server is shutting down, said at its end
  1077, // server shuts down normally
  1317, // statement interrupted
  1927, // MariaDB: connection was killed
  3024, // statement ran longer than the server allows
  1969, // the same, in MariaDB
  4031, // closed by the server for idleness
  1290, // read-only, or another option in the way
  1792, // read-only transaction
  1836, // read-only mode
]);
const REFUSED: Readonly<Record<number, (config: MysqlStoreConfig) => string>> = {
  1045: (c) => `wrong password for user "${c.user}", or no such user: check DB_USER, DB_PASSWORD`,
  1698: (c) => `user "${c.user}" may not sign in with a password: check DB_USER`,
  1049: (c) => `no database "${c.database}": make it, or check DB_NAME`,
  1044: (c) => `user "${c.user}" has no right to database "${c.database}": check DB_USER, DB_NAME`,
  1130: () => "this machine's address may not connect: check the hosts of DB_USER",
  1142: (c) => `user "${c.user}" lacks a right: start an instance that may make tables first`,
  1143: (c) => `user "${c.user}" lacks a right: check what DB_USER is granted`,
  1227: (c) => `user "${c.user}" lacks a right: check what DB_USER is granted`,
  1251: (c) => `user "${c.user}" has a kind of password that is not supported: check DB_USER`,
  3159: () => "it takes encrypted connections only: set DB_SSL=auto",
};

/** An error of mysql2 as the rest of the store tells errors apart. */
export function sortMysqlError(error: Mysql2Error): Error {
  const { errno, fatal } = error;
  const fault = new MysqlFault(error);
  if (errno === DUPLICATE) return new DuplicateKey("The key is taken", { cause: fault });
  if (errno === NULL) return new NoValue("A value is missing", { cause: fault });
  if (errno !== undefined && ALREADY.has(errno)) {
    return new AlreadyThere("It is there already", { cause: fault });
  }
  if (errno !== undefined && NO_TABLE.has(errno)) return new NoTable({ cause: fault });
  if (errno !== undefined && isFull(errno, error.message)) return new NoSpace({ cause: fault });
  const transient = fatal === true || (errno !== undefined && TRANSIENT.has(errno));
  return transient ? new Unavailable(undefined, { cause: fault }) : fault;
}

function isFull(errno: number, message: string): boolean {
  return FULL.has(errno) || NO_FILE.has(errno) && ENOSPC.test(message);
}

/**
 * What an operator must mend, where an error of opening or of the first statements says so;
 * `undefined`: it may pass by itself.
 */
export function refusalOf(error: unknown, config: MysqlStoreConfig): StoreRefused | undefined {
  if (error instanceof StoreRefused) return error;
  const fault = faultOf(error);
  if (fault === undefined) return undefined;
  const why = (fault.errno === undefined ? undefined : REFUSED[fault.errno]?.(config)) ??
    tlsRefusal(fault, config);
  if (why === undefined) return undefined;
  return new StoreRefused(`${titleOf(config)} refuses: ${why}`, { cause: error });
}

/** A MySQL database as an operator knows it. */
export function titleOf({ host, port, database }: MysqlStoreConfig): string {
  return `MySQL database ${database} on ${host}:${port}`;
}

/** Why the server was not reached, in a word or a sentence. */
export function reasonOf(error: Unavailable): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause instanceof MysqlFault && cause.code !== undefined ? cause.code : cause.message;
}

/** Whether the server has no TLS to offer. */
export function isWithoutTls(error: unknown): boolean {
  return faultOf(error)?.code === "HANDSHAKE_NO_SSL_SUPPORT";
}

function tlsRefusal(fault: MysqlFault, { ca }: MysqlStoreConfig): string | undefined {
  if (isWithoutTls(fault)) return "it offers no TLS, and DB_SSL or DB_SSL_CA asks for it";
  if (fault.code !== "HANDSHAKE_SSL_ERROR" || ca === undefined) return undefined;
  return `its certificate is not one of DB_SSL_CA (${fault.message})`;
}

function faultOf(error: unknown): MysqlFault | undefined {
  if (error instanceof MysqlFault) return error;
  return error instanceof Error ? faultOf(error.cause) : undefined;
}

import { ConfigError, readEnvironment, reportConfigError } from "./config.ts";
import { variables } from "./config/variables.ts";

/** The rights of a user: all of one database, or reading and writing rows there. */
export type Rights = "owner" | "client";

/** A MySQL user to make, for any address. */
export interface DatabaseUser {
  name: string;
  password: string;
  rights: Rights;
}

const ROLE_SQL: Record<Rights, { privileges: string; limits: string }> = {
  owner: { privileges: "ALL PRIVILEGES", limits: "" },
  client: {
    privileges: "SELECT, INSERT, UPDATE, DELETE",
    limits: " WITH MAX_USER_CONNECTIONS 50",
  },
};

/** The statements that make a database and its users, or bring them up to date; initdb.sh says the same. */
export function databaseSql(database: string, users: readonly DatabaseUser[]): string[] {
  return [
    // Quoting below takes a backslash for an escape.
    "SET SESSION sql_mode = '';",
    `CREATE DATABASE IF NOT EXISTS ${
      identifier(database)
    } CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;`,
    ...users.flatMap((user) => userSql(database, user)),
  ];
}

function userSql(database: string, { name, password, rights }: DatabaseUser): string[] {
  const account = `${text(name)}@'%'`;
  const { privileges, limits } = ROLE_SQL[rights];
  // In GRANT, _ and % would stand for other databases' letters.
  const pattern = identifier(database).replace(/[_%]/g, "\\$&");
  return [
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY ${text(password)};`,
    `ALTER USER ${account} IDENTIFIED BY ${text(password)}${limits};`,
    `GRANT ${privileges} ON ${pattern}.* TO ${account};`,
  ];
}

function text(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

function identifier(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/**
 * The users that `deno task db:users [machine...]` is about: the host's `DB_USER`, and one for each machine
 * named, or `conexao_cliente` for all of them.
 *
 * @throws {ConfigError} for a name that MySQL cannot take.
 */
export function usersFor(
  host: { DB_USER?: string | undefined; DB_PASSWORD: string },
  machines: readonly string[],
  newPassword: () => string,
): DatabaseUser[] {
  const names = machines.length > 0 ? machines : ["cliente"];
  const wrong = names.filter((name) => !/^[a-z0-9_-]{1,24}$/i.test(name));
  if (wrong.length > 0) {
    throw new ConfigError(
      wrong.map((name) =>
        `machine is ${JSON.stringify(name)}, wanted 1 to 24 letters, digits, - or _`
      ),
    );
  }
  const clients = names.map((name) => ({
    name: `conexao_${name}`,
    password: newPassword(),
    rights: "client" as const,
  }));
  if (!host.DB_USER || host.DB_USER === "root") return clients;
  const password = host.DB_PASSWORD || newPassword();
  return [{ name: host.DB_USER, password, rights: "owner" }, ...clients];
}

if (import.meta.main) {
  try {
    // deno-lint-ignore no-console -- the SQL is what was asked for
    console.log(sqlFor(Deno.args));
  } catch (error) {
    reportConfigError(error);
  }
}

function sqlFor(machines: readonly string[]): string {
  const wanted = variables.pick({ DB_NAME: true, DB_USER: true, DB_PASSWORD: true });
  const given = Object.entries(readEnvironment()).filter(([, value]) => value);
  const parsed = wanted.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) =>
        `${path.join()} cannot be used, wanted ${message}`
      ),
    );
  }
  const users = usersFor(parsed.data, machines, newPassword);
  return databaseSql(parsed.data.DB_NAME, users).join("\n");
}

/** 128 random bits, in characters that no shell takes for its own. */
function newPassword(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex();
}

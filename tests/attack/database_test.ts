import { expect } from "expect";
import { type Connection, createConnection } from "mysql2/promise";
import { newInstance } from "../support/instance.ts";
import { type MysqlServer, startMysql } from "../support/mysql_server.ts";
import { Person } from "../support/person.ts";
import { sharedEnvironment } from "../support/sites.ts";

const INITDB = new URL("../../lib/store/initdb.sh", import.meta.url);
const NAME = "Conexao_Chat";
const ROOT_PASSWORD = "raiz";
const DB_PASSWORD = 'da Ana\'s \\ "porta"';
const CLIENT_PASSWORD = "do cliente";

/** What the users that compose makes must not do. */
const FORBIDDEN: readonly [what: string, sql: string][] = [
  ["make a table", `create table \`${NAME}\`.intruso (n int)`],
  ["drop a table", `drop table \`${NAME}\`.messages`],
  ["change a table", `alter table \`${NAME}\`.users add intruso int`],
  ["empty a table", `truncate table \`${NAME}\`.messages`],
  ["drop the database", `drop database \`${NAME}\``],
  ["make a database", "create database intruso"],
  ["reach a database that is named alike", "create table ConexaoXChat.intruso (n int)"],
  ["read another database", "select * from outra.segredos"],
  ["read the accounts", "select * from mysql.user"],
  ["write a file", "select 1 into outfile 'intruso'"],
  ["make an account", "create user intruso identified by 'x'"],
  ["pass rights on", `grant select on \`${NAME}\`.* to 'conexao_cliente'@'%' with grant option`],
  ["change the server", "set global max_connections = 1"],
  ["stop the server", "shutdown"],
];
const DDL_IN_OWN = 5;

Deno.test("the users that compose makes reach this database, and no further", async (t) => {
  await using mysql = await startMysql();
  await beLikeTheImage(mysql);
  await runInitdb(mysql, "ana");

  await t.step("root is not to be had from outside", async () => {
    expect(await accounts(mysql)).not.toContain("root@%");
  });

  for (const [index, [what, sql]] of FORBIDDEN.entries()) {
    await t.step(`the client's user cannot ${what}`, async () => {
      await using client = await signedIn(mysql, "conexao_cliente", CLIENT_PASSWORD);
      expect(await client.refusal(sql)).toMatch(/denied|Access|privilege/i);
    });
    if (index < DDL_IN_OWN) continue;
    await t.step(`the host's user cannot ${what}`, async () => {
      await using host = await signedIn(mysql, "ana", DB_PASSWORD);
      expect(await host.refusal(sql)).toMatch(/denied|Access|privilege/i);
    });
  }

  await t.step("both users chat: the host makes the schema, the client joins", async () => {
    const config = mysql.config(NAME, { user: "ana", password: DB_PASSWORD });
    await using host = newInstance(sharedEnvironment(config));
    await host.start();
    const client = { ...config, user: "conexao_cliente", password: CLIENT_PASSWORD };
    await using guest = newInstance(sharedEnvironment(client));
    await guest.start();
    const ana = await Person.named("Ana", host.url);
    const bruno = await Person.named("Bruno", guest.url);
    const geral = await bruno.room();
    await using line = await ana.connect();
    await bruno.post(geral.id, "do contêiner");
    await line.hear("do contêiner", 3_000);
    expect((await ana.post(geral.id, "do anfitrião")).status).toBe(201);
  });
});

Deno.test("DB_USER=root works, keeps root, and is warned of at each start", async () => {
  await using mysql = await startMysql();
  await beLikeTheImage(mysql);
  await runInitdb(mysql, "root", ROOT_PASSWORD);
  const config = mysql.config(NAME, { user: "root", password: ROOT_PASSWORD });
  await using host = newInstance(sharedEnvironment(config));
  await host.start();
  expect(host.log.some((line) => /"warn"/.test(line) && /root/.test(line))).toBe(true);
  const ana = await Person.named("Ana", host.url);
  expect((await ana.post((await ana.room()).id, "oi")).status).toBe(201);
});

/** What the image does before it runs initdb: root from everywhere, with a password. */
async function beLikeTheImage(mysql: MysqlServer): Promise<void> {
  await mysql.admin("create database outra");
  await mysql.admin("create table outra.segredos (n int)");
  await mysql.admin("create database ConexaoXChat");
  await mysql.admin(`create user 'root'@'%' identified by '${ROOT_PASSWORD}'`);
  await mysql.admin("grant all privileges on *.* to 'root'@'%' with grant option");
}

async function runInitdb(mysql: MysqlServer, user: string, password = DB_PASSWORD): Promise<void> {
  const [row] = await mysql.admin("select @@socket as socket");
  await mysql.admin(`alter user 'root'@'localhost' identified by '${ROOT_PASSWORD}'`);
  const { success, stderr } = await new Deno.Command("bash", {
    args: [INITDB.pathname],
    env: {
      MYSQL_ROOT_PASSWORD: ROOT_PASSWORD,
      MYSQL_SOCKET: String(row?.["socket"]),
      DB_NAME: NAME,
      DB_USER: user,
      DB_PASSWORD: password,
      DB_CLIENT_PASSWORD: CLIENT_PASSWORD,
    },
  }).output();
  if (!success) throw new Error(`initdb.sh failed: ${new TextDecoder().decode(stderr)}`);
}

async function accounts(mysql: MysqlServer): Promise<string[]> {
  // From here on root has a password; it comes over the socket, as in the container.
  const [row] = await withRoot(
    mysql,
    "select group_concat(user, '@', host) as all_of_them from mysql.user",
  );
  return String(row?.["all_of_them"]).split(",");
}

async function withRoot(mysql: MysqlServer, sql: string): Promise<Record<string, unknown>[]> {
  const { host, port } = mysql;
  const connection = await createConnection({ host, port, user: "root", password: ROOT_PASSWORD });
  try {
    const [rows] = await connection.query(sql);
    return rows as Record<string, unknown>[];
  } finally {
    await connection.end();
  }
}

/** A connection of one user, that ends with its scope. */
class SignedIn implements AsyncDisposable {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Why a statement is refused; "done" if it is not. */
  async refusal(sql: string): Promise<string> {
    try {
      await this.#connection.query(sql);
      return "done";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.end();
  }
}

async function signedIn(mysql: MysqlServer, user: string, password: string): Promise<SignedIn> {
  const { host, port } = mysql;
  return new SignedIn(await createConnection({ host, port, user, password }));
}

import { createConnection } from "mysql2/promise";
import { expect } from "expect";
import { databaseSql } from "@/lib/db_users.ts";
import { type MysqlServer, startMysql } from "@/tests/support/mysql_server.ts";

const SCRIPT = new URL("../../../lib/store/initdb.sh", import.meta.url).pathname;
const COMPOSE = {
  MYSQL_ROOT_PASSWORD: "only the image knows",
  DB_NAME: "Conexao_Chat %x`y",
  DB_USER: "an'a \"$HOME\\",
  DB_PASSWORD: "p w$HOME `id` \"q\" \\n # 'x' % &",
  DB_CLIENT_PASSWORD: "cli'ente $1",
};

/** Runs the script with a client that only keeps what it is told; gives back the SQL, line by line. */
async function sqlOf(env: Record<string, string>): Promise<string[]> {
  const dir = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${dir}/mysql`, `#!/bin/sh\nexec cat\n`, { mode: 0o755 });
    const { success, stdout, stderr } = await new Deno.Command("bash", {
      args: [SCRIPT],
      env: { DB_CLIENT_PASSWORD: "", ...env, PATH: `${dir}:${Deno.env.get("PATH")}` },
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout).trimEnd().split("\n");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** Signs in from outside and tries each statement; gives back the error codes, undefined for success. */
async function tries(
  { host, port }: MysqlServer,
  account: { user: string; password: string },
  statements: readonly string[],
): Promise<(string | undefined)[]> {
  const connection = await createConnection({ host, port, ...account });
  try {
    const codes: (string | undefined)[] = [];
    for (const sql of statements) {
      codes.push(await connection.query(sql).then(() => undefined, ({ code }) => code));
    }
    return codes;
  } finally {
    await connection.end();
  }
}

async function prepare(server: MysqlServer, env: Record<string, string>): Promise<void> {
  // As the image leaves it.
  await server.admin("create user if not exists 'root'@'%' identified by 'only the image knows'");
  for (const sql of await sqlOf(env)) await server.admin(sql);
}

async function usersOf(server: MysqlServer): Promise<unknown[]> {
  const rows = await server.admin("select user as u from mysql.user where host = '%' order by 1");
  return rows.map(({ u }) => u);
}

Deno.test("the script and `db:users` say the same", async () => {
  const { DB_NAME, DB_USER, DB_PASSWORD, DB_CLIENT_PASSWORD } = COMPOSE;
  const said = await sqlOf(COMPOSE);
  expect(said.filter((line) => !line.startsWith("DROP USER"))).toEqual(databaseSql(DB_NAME, [
    { name: DB_USER, password: DB_PASSWORD, rights: "owner" },
    { name: "conexao_cliente", password: DB_CLIENT_PASSWORD, rights: "client" },
  ]));
});

Deno.test("the script makes nothing from half a configuration", async () => {
  for (const name of ["DB_NAME", "DB_USER", "DB_PASSWORD", "MYSQL_ROOT_PASSWORD"]) {
    await expect(sqlOf({ ...COMPOSE, [name]: "" })).rejects.toThrow(name);
  }
});

Deno.test("on a real server each user has its database, and no more", async (t) => {
  await using server = await startMysql();
  await prepare(server, COMPOSE);
  const table = "`Conexao_Chat %x``y`.t";
  const other = "`ConexaoXChat foox``y`";
  await server.admin(`create database ${other}`);

  await t.step("the host's user owns it, look-alike names excepted", async () => {
    const { DB_USER: user, DB_PASSWORD: password } = COMPOSE;
    const [own, ...denied] = await tries(server, { user, password }, [
      `create table ${table} (a int)`,
      `create table ${other}.t (a int)`,
      "create database more",
      "create user 'bruno'@'%'",
      "select * from mysql.user",
      "select 1 into outfile 'conexao-never'",
    ]);
    expect(own).toBeUndefined();
    for (const code of denied) expect(code).toMatch(/DENIED/);
  });

  await t.step("a client reads and writes rows", async () => {
    const account = { user: "conexao_cliente", password: COMPOSE.DB_CLIENT_PASSWORD };
    const rows = [`insert into ${table} values (1)`, `update ${table} set a = 2`];
    const codes = await tries(server, account, [...rows, `delete from ${table}`]);
    expect(codes).toEqual([undefined, undefined, undefined]);
    const denied = await tries(server, account, [
      `create table ${table}2 (a int)`,
      `drop table ${table}`,
      `alter table ${table} add b int`,
      `grant select on ${table} to conexao_cliente`,
      `create table ${other}.t (a int)`,
      "create database more",
      "create user 'bruno'@'%'",
      "select * from mysql.user",
      "select 1 into outfile 'conexao-never'",
      "set global max_connections = 1",
    ]);
    for (const code of denied) expect(code).toMatch(/DENIED/);
  });

  await t.step("root is gone from the network", async () => {
    expect(await usersOf(server)).toEqual([COMPOSE.DB_USER, "conexao_cliente"]);
  });

  await t.step("without a password for clients there is no user for them", async () => {
    await server.admin("drop user 'conexao_cliente'@'%'");
    await prepare(server, { ...COMPOSE, DB_CLIENT_PASSWORD: "" });
    expect(await usersOf(server)).toEqual([COMPOSE.DB_USER]);
  });

  await t.step("root stays if it is the chat's user, by the password given for it", async () => {
    await prepare(server, { ...COMPOSE, DB_USER: "root", DB_PASSWORD: "from .env" });
    // From this machine, a root without a password of the test's own would come first.
    await server.admin("rename user 'root'@'%' to 'chefe'@'%'");
    const all = ["select * from mysql.user", "create database more"];
    const chefe = { user: "chefe", password: "from .env" };
    expect(await tries(server, chefe, all)).toEqual([undefined, undefined]);
    const before = { user: "chefe", password: "only the image knows" };
    await expect(tries(server, before, [])).rejects.toThrow(/denied/);
  });
});

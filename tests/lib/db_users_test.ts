import { expect } from "expect";
import { ConfigError } from "@/lib/config.ts";
import { databaseSql, usersFor } from "@/lib/db_users.ts";

const numbered = () => {
  let n = 0;
  return () => `secret${++n}`;
};

Deno.test("without names, the host's user and one for all clients are made", () => {
  const users = usersFor({ DB_USER: "ana", DB_PASSWORD: "kept" }, [], numbered());
  expect(users).toEqual([
    { name: "ana", password: "kept", rights: "owner" },
    { name: "conexao_cliente", password: "secret1", rights: "client" },
  ]);
});

Deno.test("each machine that is named has a user and a password of its own", () => {
  const users = usersFor({ DB_USER: "root", DB_PASSWORD: "x" }, ["lab1", "lab2"], numbered());
  expect(users.map(({ name }) => name)).toEqual(["conexao_lab1", "conexao_lab2"]);
  expect(new Set(users.map(({ password }) => password)).size).toBe(2);
});

Deno.test("a machine's name that MySQL or a shell would trip over is refused", () => {
  for (const name of ["", "a b", "a'b", "x".repeat(25), "é"]) {
    expect(() => usersFor({ DB_PASSWORD: "" }, [name], numbered())).toThrow(ConfigError);
  }
});

Deno.test("names and passwords are quoted, and _ in a database's name is no wildcard", () => {
  const sql = databaseSql("a_b%`c", [{ name: "o'x", password: "p\\'q", rights: "client" }]);
  expect(sql).toEqual([
    "SET SESSION sql_mode = '';",
    "CREATE DATABASE IF NOT EXISTS `a_b%``c` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;",
    "CREATE USER IF NOT EXISTS 'o''x'@'%' IDENTIFIED BY 'p\\\\''q';",
    "ALTER USER 'o''x'@'%' IDENTIFIED BY 'p\\\\''q' WITH MAX_USER_CONNECTIONS 50;",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON `a\\_b\\%``c`.* TO 'o''x'@'%';",
  ]);
});

import { expect } from "expect";
import { SessionCookie } from "@/lib/auth/cookie.ts";
import { hashToken, isToken, newToken } from "@/lib/auth/token.ts";

const plain = new SessionCookie("conexao", false);
const secure = new SessionCookie("conexao", true);

Deno.test("a token is 256 random bits, and no two are the same", () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  expect(tokens.size).toBe(100);
  for (const token of tokens) expect(isToken(token)).toBe(true);
  expect(hashToken([...tokens][0]!).length).toBe(32);
});

Deno.test("on plain HTTP the cookie cannot be Secure, and no script reads it", () => {
  const header = plain.set(newToken());
  expect(header).toMatch(/^conexao=[\w-]{43}; HttpOnly; SameSite=Lax; Path=\/; Max-Age=2592000$/);
});

Deno.test("on HTTPS it is the host's alone", () => {
  expect(secure.set(newToken())).toMatch(/^__Host-conexao=[\w-]{43}; .*Path=\/; Secure/);
  expect(secure.read(`conexao=${newToken()}`)).toBeUndefined();
});

Deno.test("the token comes back from among other cookies", () => {
  const token = newToken();
  expect(plain.read(`a=1; conexao=${token}; xconexao=2`)).toBe(token);
});

Deno.test("two values that differ count as none, the same twice as one", () => {
  const [mine, tossed] = [newToken(), newToken()];
  expect(plain.read(`conexao=${mine}; conexao=${tossed}`)).toBeUndefined();
  expect(plain.read(`conexao=${mine}; conexao=${mine}`)).toBe(mine);
  expect(plain.isIn(`conexao=${mine}; conexao=${tossed}`)).toBe(true);
});

Deno.test("what cannot be a token is none", () => {
  for (const value of ["", "x", "a".repeat(44), `${"a".repeat(42)}=`, "'; DROP TABLE users"]) {
    expect(plain.read(`conexao=${value}`)).toBeUndefined();
  }
  expect(plain.read(null)).toBeUndefined();
});

import { expect } from "expect";
import { SecretCookie } from "@/lib/auth/cookie.ts";
import { hashToken, isShared, isToken, newToken, SESSION_SECONDS } from "@/lib/auth/token.ts";

const plain = new SecretCookie("conexao", { secure: false, seconds: SESSION_SECONDS });
const secure = new SecretCookie("conexao", { secure: true, seconds: SESSION_SECONDS });

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

Deno.test("on a shared computer the cookie goes when the browser is closed", () => {
  const token = newToken({ shared: true });
  expect(isToken(token)).toBe(true);
  expect(plain.set(token)).toBe(`conexao=${token}; HttpOnly; SameSite=Lax; Path=/`);
  expect(plain.read(`conexao=${token}`)).toBe(token);
});

Deno.test("a shared computer's token without its mark is another one", () => {
  const token = newToken({ shared: true });
  const bare = token.slice(1);
  expect([isShared(token), isShared(bare), isToken(bare)]).toEqual([true, false, true]);
  expect(hashToken(bare)).not.toEqual(hashToken(token));
});

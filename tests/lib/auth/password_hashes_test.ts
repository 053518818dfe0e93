import { expect } from "expect";
import { PasswordHashes } from "@/lib/auth/password_hashes.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { RateLimited } from "@/lib/chat/errors.ts";
import { hastyHashes } from "@/tests/support/hasty_hashes.ts";

Deno.test("a hash says how it was made, and never the same twice", async () => {
  const hashes = new PasswordHashes(systemClock);
  const made = await Promise.all([hashes.hash("três pratos"), hashes.hash("três pratos")]);
  for (const one of made) expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(made[0]).not.toBe(made[1]);
});

Deno.test("the right password is right, another is not, and none is never", async () => {
  const hashes = new PasswordHashes(systemClock);
  const stored = await hashes.hash("três pratos");
  expect(await hashes.verify("três pratos", stored)).toBe(true);
  expect(await hashes.verify("tres pratos", stored)).toBe(false);
  expect(await hashes.verify("três pratos", undefined)).toBe(false);
});

Deno.test("a hash made with other numbers is still read by them", async () => {
  // scrypt(P="três pratos", S=16 zero bytes, N=1024, r=8, p=1, 32 bytes), by Node's own.
  const { scryptSync } = await import("node:crypto");
  const key = scryptSync("três pratos", new Uint8Array(16), 32, { N: 1_024, r: 8, p: 1 });
  const stored = `scrypt$1024$8$1$${"A".repeat(22)}$${key.toString("base64url")}`;
  const hashes = new PasswordHashes(systemClock);
  expect(await hashes.verify("três pratos", stored)).toBe(true);
  expect(await hashes.verify("três prato", stored)).toBe(false);
});

Deno.test("what is no hash of ours opens nothing, however dear it claims to be", async () => {
  const hashes = new PasswordHashes(systemClock);
  const tail = `${"A".repeat(22)}$${"A".repeat(43)}`;
  for (const stored of ["", "x", `scrypt$1000000$8$1$${tail}`, `scrypt$4194304$8$1$${tail}`]) {
    expect(await hashes.verify("três pratos", stored)).toBe(false);
  }
});

Deno.test("two are at work and twenty wait; one more is told when to come back", async () => {
  const hashes = hastyHashes();
  const attempts = Array.from({ length: 30 }, () => hashes.verify("três pratos", undefined));
  const ends = await Promise.allSettled(attempts);
  const late = ends.filter((end) => end.status === "rejected");
  expect(ends.length - late.length).toBe(22);
  for (const { reason } of late) {
    expect(reason).toBeInstanceOf(RateLimited);
    expect(reason.afterMs).toBeGreaterThan(0);
  }
  expect(await hashes.verify("três pratos", undefined)).toBe(false);
});

Deno.test("nobody else waits while passwords are hashed", async () => {
  const hashes = new PasswordHashes(systemClock);
  let turns = 0;
  let working = true;
  const watch = async () => {
    for (; working; turns++) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const watching = watch();
  await Promise.all([hashes.hash("três pratos"), hashes.hash("três pratos")]);
  working = false;
  await watching;
  expect(turns).toBeGreaterThan(10);
});

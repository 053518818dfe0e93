import { PasswordHashes } from "@/lib/auth/password_hashes.ts";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";

/** As ours but for scrypt's cost, a thousandth: for what is not about that cost. */
export function hastyHashes(clock: Clock = systemClock): PasswordHashes {
  return new PasswordHashes(clock, { N: 2 ** 7, r: 8, p: 1 });
}

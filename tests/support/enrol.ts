import { DeviceTokens } from "@/lib/auth/device_token.ts";
import { hashToken, newToken } from "@/lib/auth/token.ts";
import type { Role, User } from "@/lib/chat/model.ts";
import { parseName } from "@/lib/chat/name.ts";
import type { NewSession, Store } from "@/lib/chat/store.ts";

/** Somebody who was written into a store before a server opened it, and their cookies. */
export interface Enrolled {
  user: User;
  /** A session on which the password was given just now. */
  main: string;
  /** One on which it was not. */
  spare: string;
}

/** Signs somebody up with any role, with a password that nothing opens, and two sessions. */
export async function enrol(store: Store, name: string, role: Role): Promise<Enrolled> {
  const [main, spare] = [newToken(), newToken()];
  const device = new DeviceTokens(store.busKey).make();
  const session = { ...draftSession(main), deviceHash: hashToken(device), confirmed: true };
  const user = await store.people.signUp(parseName(name), session, { join: "geral", role });
  await store.people.setPassword(user.id, "scrypt$0$0$0$$");
  await store.people.signIn(user.id, {
    ...session,
    tokenHash: hashToken(spare),
    confirmed: false,
  });
  const cookie = (token: string) => `conexao=${token}; conexao_device=${device}`;
  return { user: { ...user, role }, main: cookie(main), spare: cookie(spare) };
}

/** A session of an hour under this token. */
export function draftSession(token: string): NewSession {
  return { tokenHash: hashToken(token), ttlSeconds: 3_600, device: "", address: "127.0.0.1" };
}

import { Invalid } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { foldName } from "@/lib/chat/name.ts";

/** What everybody tries first (NIST SP 800-63B, section 3.1.1.2, asks for such a list). */
const WORST: ReadonlySet<string> = new Set([
  ...["12345678", "123456789", "1234567890", "87654321", "123123123", "11223344", "1q2w3e4r"],
  ...["1qaz2wsx", "qwertyui", "qwertyuiop", "qwerty12", "qwerty123", "asdfghjk", "abcd1234"],
  ...["abc12345", "a1b2c3d4", "password", "password1", "passw0rd", "pass1234", "iloveyou"],
  ...["sunshine", "princess", "football", "baseball", "superman", "letmein1", "welcome1"],
  ...["admin123", "administrator", "changeme", "trustno1", "contraseña", "contrasena"],
  ...["senha123", "senha1234", "minhasenha", "mudar123", "brasil123", "flamengo", "corinthians"],
  ...["palmeiras", "saopaulo", "teamo123", "euteamo1", "escola123", "conexaochat", "conexao123"],
]);

/**
 * A password as it is hashed: the same however the keyboard composes its accents (NFC).
 */
export function normalisePassword(input: string): string {
  return input.normalize("NFC");
}

/**
 * Checks a new password for somebody of this name, and normalises it.
 *
 * @throws {Invalid} if it has less than 8 or more than 256 UTF-16 units, is blank, one character
 * over and over, the name itself, or among the worst there are
 */
export function parsePassword(input: string, name: string): string {
  if (!input.isWellFormed()) throw unfit("it has a lone surrogate");
  const password = normalisePassword(input);
  const { length } = password;
  if (length < LIMITS.passwordMin || length > LIMITS.password) {
    throw unfit(
      `it has ${length} units, ${LIMITS.passwordMin} to ${LIMITS.password} allowed`,
    );
  }
  if (/^[\p{White_Space}\p{Default_Ignorable_Code_Point}]*$/u.test(password)) {
    throw unfit("it is blank");
  }
  if (new Set(password).size === 1) throw unfit("it is one character over and over");
  if (foldName(password) === foldName(name)) throw unfit("it is the name");
  if (WORST.has(password.toLowerCase())) throw unfit("it is among the worst that there are");
  return password;
}

function unfit(why: string): Invalid {
  return new Invalid(`Cannot take password: ${why}`, { field: "password" });
}

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const RANDOM_BYTES = 16;
/** Of 16 bytes in base64url, and what is left of a token for the seal: 126 bits. */
const RANDOM_LENGTH = 22;
const SEAL_LENGTH = 21;

/**
 * What devices are known by: 128 random bits under a seal. One that somebody made up is no device,
 * or a script would be as many as it likes.
 */
export class DeviceTokens {
  readonly #key: Uint8Array;

  /** @param secret of this database, shared by its instances */
  constructor(secret: Uint8Array) {
    this.#key = createHmac("sha256", secret).update("device").digest();
  }

  make(): string {
    const random = randomBytes(RANDOM_BYTES).toString("base64url");
    return random + this.#seal(random);
  }

  /** Whether it was made here, or by another instance on this database. */
  isOurs(token: string): boolean {
    const [random, seal] = [token.slice(0, RANDOM_LENGTH), token.slice(RANDOM_LENGTH)];
    const given = new TextEncoder().encode(seal);
    return given.length === SEAL_LENGTH &&
      timingSafeEqual(given, new TextEncoder().encode(this.#seal(random)));
  }

  #seal(random: string): string {
    const seal = createHmac("sha256", this.#key).update(random).digest("base64url");
    return seal.slice(0, SEAL_LENGTH);
  }
}

/** Under this symbol a rendered response holds the nonce of its inline scripts and styles. */
export const NONCE_SYMBOL: unique symbol = Symbol.for("__freshNonce");

/** The nonce of a rendered response; undefined for any other. */
export function nonceOf(response: Response): string | undefined {
  return (response as { [NONCE_SYMBOL]?: string })[NONCE_SYMBOL];
}

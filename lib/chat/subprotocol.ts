/** The subprotocol of `/ws`. */
export const PROTOCOL = "conexao.v1";

/** Why a socket is closed; 1001 and 1012 are the standard's own (RFC 6455, section 7.4). */
export const CLOSE = {
  goingAway: 1001,
  tooBig: 1009,
  restart: 1012,
  badFrame: 4400,
  signedOut: 4401,
  ended: 4403,
  tooSlow: 4408,
  flooding: 4429,
} as const;

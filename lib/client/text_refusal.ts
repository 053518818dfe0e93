/** Why a text is not taken, as far as that is known without the server. */
export type Refusal = "blank" | "invalid" | "too_large";

/** Why a message may not have this text, of at most `longest` UTF-16 units. */
export function refusalOf(body: string, longest: number): Refusal | undefined {
  if (body.trim() === "") return "blank";
  if (body.length > longest) return "too_large";
  return body.isWellFormed() && !body.includes("\0") ? undefined : "invalid";
}

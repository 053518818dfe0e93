import { ChatError } from "@/lib/chat/errors.ts";
import type { Link, LinkKind } from "@/lib/chat/store.ts";
import type { State } from "@/utils.ts";

/** The link of this kind that a token opens; `undefined` if there is none any more. */
export async function peeked(
  state: State,
  { token = "", kind }: { token: string | undefined; kind: LinkKind },
): Promise<Link | undefined> {
  try {
    const link = await state.services.links.peek(token);
    return link.kind === kind ? link : undefined;
  } catch (error) {
    if (error instanceof ChatError && error.code === "not_found") return undefined;
    throw error;
  }
}

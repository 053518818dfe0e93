import { personOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

/** A picture's number is never another's: an address that names it may be kept for good. */
const KEPT = "private, max-age=31536000, immutable";
const ASKED_AGAIN = "private, no-cache";

export const handler = define.handlers({
  async GET({ params, state, url }) {
    const { user } = requireSession(state);
    const { number, type, bytes } = await state.services.people.picture(user, personOf(params));
    const isNamed = url.searchParams.get("n") === String(number);
    return new Response(bytes, {
      headers: {
        "content-type": type,
        "cache-control": isNamed ? KEPT : ASKED_AGAIN,
        // Opened by itself, it is a picture and nothing else, whatever its bytes say.
        "content-security-policy": "sandbox; default-src 'none'",
      },
    });
  },
});

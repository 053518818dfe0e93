import { personOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

const HEADERS = {
  // What somebody else sent is shown as a picture, and as nothing else.
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
  "cache-control": "private, max-age=3600",
};

export const handler = define.handlers({
  async GET({ params, state }) {
    const { user } = requireSession(state);
    const { type, bytes } = await state.services.people.picture(user, personOf(params));
    return new Response(bytes, { headers: { ...HEADERS, "content-type": type } });
  },
});

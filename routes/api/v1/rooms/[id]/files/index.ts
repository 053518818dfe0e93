import { fileListOf } from "@/lib/middlewares/file_list_of.ts";
import { roomOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state, url }) {
    const { user } = requireSession(state);
    const query = fileListOf(url.searchParams);
    const { files, total } = await state.services.files.list(user.id, roomOf(params), query);
    const entries = files.map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
    return Response.json({ files: entries, total });
  },
});

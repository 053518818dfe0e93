import { fileListOf } from "@/lib/middlewares/file_list_of.ts";
import { roomOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state, url }) {
    const { user } = requireSession(state);
    const { chat, files: shared } = state.services;
    const { room } = await chat.access(user.id, roomOf(params));
    const { files, total } = await shared.list(user.id, room, fileListOf(url.searchParams));
    const entries = files.map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
    return Response.json({ files: entries, total });
  },
});

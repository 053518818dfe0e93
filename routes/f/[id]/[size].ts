import { NotFound } from "@/lib/chat/errors.ts";
import { previewResponse } from "@/lib/files/file_response.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params: { id = "", size }, req, state }) {
    const { user } = requireSession(state);
    if (size !== "small" && size !== "large") throw new NotFound("the file");
    return previewResponse(req, await state.services.files.preview(user.id, id, size));
  },
});

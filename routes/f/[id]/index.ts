import { fileResponse } from "@/lib/files/file_response.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, req, state }) {
    const asker = requireSession(state);
    return fileResponse(req, await state.services.files.open(asker, params["id"] ?? ""));
  },
});

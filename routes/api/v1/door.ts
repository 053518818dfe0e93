import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    return Response.json({ door: await state.services.door.look() });
  },
});

import { define } from "@/utils.ts";

/** Says whether messages can be stored just now: 503 when the store is away. */
export const handler = define.handlers({
  async GET({ state }) {
    await state.services.store.ping();
    return new Response("ready\n");
  },
});

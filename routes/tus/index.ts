import { isStillIn, requireSender } from "@/lib/middlewares/signed_in.ts";
import { tusOffer, tusState } from "@/lib/middlewares/tus.ts";
import {
  announcedBy,
  bytesIn,
  isStretch,
  nameIn,
  requireTus,
  stretchOf,
} from "@/lib/middlewares/tus_request.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async OPTIONS({ state }) {
    return tusOffer(await state.services.uploads.largest());
  },

  async POST({ req, state }) {
    const sender = requireSender(state);
    requireTus(req);
    const { uploads } = state.services;
    const size = bytesIn(req, "Upload-Length");
    const name = nameIn(req);
    const body = isStretch(req) ? stretchOf(req) : undefined;
    const file = await uploads.create(sender, { name, size });
    const location = `/tus/${file.id}`;
    if (!body || file.whole) return tusState(file, { status: 201, location });
    try {
      const begun = await uploads.append(sender, file.id, 0, body, {
        announced: announcedBy(req),
        isAlive: () => isStillIn(state),
      });
      return tusState(begun, { status: 201, location });
    } catch (error) {
      // Nobody was told its address: it would only take up space.
      await uploads.cancel(sender, file.id).catch(() => {});
      throw error;
    }
  },
});

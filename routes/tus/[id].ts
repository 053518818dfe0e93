import { HttpError } from "fresh";
import { NotFound } from "@/lib/chat/errors.ts";
import { FileId } from "@/lib/chat/model.ts";
import { isStillIn, requireSender } from "@/lib/middlewares/signed_in.ts";
import { asMetadata, tusOffer, tusState } from "@/lib/middlewares/tus.ts";
import {
  announcedBy,
  bytesIn,
  methodMeant,
  requireTus,
  stretchOf,
} from "@/lib/middlewares/tus_request.ts";
import { define, type State } from "@/utils.ts";

interface Asked {
  req: Request;
  params: Readonly<Record<string, string>>;
  state: State;
}

export const handler = define.handlers({
  async OPTIONS({ state }) {
    return tusOffer(await state.services.uploads.largest());
  },

  HEAD: tell,
  PATCH: bringOn,
  DELETE: giveUp,

  async POST(asked) {
    const method = methodMeant(asked.req);
    if (method === "PATCH") return await bringOn(asked);
    if (method === "DELETE") return await giveUp(asked);
    if (method === "HEAD") return await tell(asked);
    throw new HttpError(405);
  },
});

async function tell({ req, params, state }: Asked): Promise<Response> {
  const sender = requireSender(state);
  requireTus(req);
  const file = await state.services.uploads.status(sender, idIn(params));
  const answer = tusState(file, { status: 200 });
  answer.headers.set("upload-length", String(file.size));
  answer.headers.set("upload-metadata", asMetadata(file.name));
  return answer;
}

async function bringOn({ req, params, state }: Asked): Promise<Response> {
  const sender = requireSender(state);
  requireTus(req);
  const at = bytesIn(req, "Upload-Offset");
  const body = stretchOf(req);
  const file = await state.services.uploads.append(sender, idIn(params), at, body, {
    announced: announcedBy(req),
    isAlive: () => isStillIn(state),
  });
  return tusState(file, { status: 204 });
}

async function giveUp({ req, params, state }: Asked): Promise<Response> {
  const sender = requireSender(state);
  requireTus(req);
  await state.services.uploads.cancel(sender, idIn(params));
  return new Response(null, { status: 204 });
}

/** What is no id is just not there. */
function idIn({ id }: Asked["params"]): string {
  if (FileId.safeParse(id).success) return id ?? "";
  throw new NotFound("the file");
}

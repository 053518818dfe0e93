import * as z from "zod/mini";
import { type ApiCalls, Q } from "./api_call.ts";
import { Cursor, Id, Instant, SharedFile } from "./model.ts";
import { ChosenFiles } from "./requests.ts";

const KIND = {
  name: "kind",
  schema: { enum: ["image", "video", "audio", "document", "other"] },
};
const ORDER = {
  name: "order",
  schema: { enum: ["newest", "oldest", "largest", "smallest", "name"] },
};

const RoomFiles = z.object({
  files: z.array(z.object({
    file: SharedFile,
    /** The message that it belongs to. */
    seq: Id,
    author: z.object({ id: Id, name: z.string() }),
    at: Instant,
  })),
  /** How many there are without a limit. */
  total: Cursor,
});

/** The calls about files; the files themselves are at `/f/<id>`, smaller forms of pictures below. */
export const FILE_CALLS: ApiCalls = {
  "/rooms/{id}/files": {
    get: {
      summary:
        "Files of a room, by parts of their names, by kind and by who posted them; the file " +
        "is at /f/<id>, of a picture with a width /f/<id>/small and /f/<id>/large, too",
      query: [Q, KIND, "from", ORDER, "limit", "offset"],
      answers: { 200: RoomFiles },
    },
  },
  "/rooms/{id}/files/zip": {
    post: {
      summary: "Files of a room in one archive, two archives at a time",
      body: ChosenFiles,
      alsoAs: ["application/zip"],
      answers: { 200: undefined },
    },
  },
};

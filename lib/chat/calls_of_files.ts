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

const OwnLimits = z.object({
  limits: z.object({
    /** Bytes of one file, and of all that may still be sent. */
    file: Cursor,
    left: Cursor,
    /** Files that may be under way at once. */
    open: Id,
  }),
});

/** The calls about files; the files themselves are at `/f/<id>`, smaller forms of pictures below. */
export const FILE_CALLS: ApiCalls = {
  "/files/limits": {
    get: {
      summary: "What the caller may send just now; files are sent to /tus, by the protocol tus " +
        "1.0 (tus.io), and a message names those that are all here by the last part of their address",
      answers: { 200: OwnLimits },
    },
  },
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

import { Invalid } from "@/lib/chat/errors.ts";
import { Instant } from "@/lib/chat/model.ts";
import { preferencesOf } from "@/lib/i18n/preferences.ts";
import { listOf, numberOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import type { SearchOrder } from "@/lib/search/search_query.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ req, state, url }) {
    const { user, key } = requireSession(state);
    const query = url.searchParams;
    const { zone } = preferencesOf(req.headers.get("cookie"));
    const answer = await state.services.search.find({ user, session: key, zone }, {
      text: query.get("q") ?? "",
      room: numberOf(query, "room"),
      from: numberOf(query, "from"),
      before: momentIn(query, "before"),
      after: momentIn(query, "after"),
      order: orderIn(query),
      limit: listOf(query).limit,
      cursor: query.get("cursor") ?? undefined,
    });
    return Response.json(answer);
  },
});

function momentIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const moment = Instant.safeParse(text).success ? Date.parse(text) : NaN;
  if (!Number.isNaN(moment)) return moment;
  throw new Invalid(`Cannot search: ${name} is not like 2026-11-01T12:00:00.000Z`, { field: name });
}

function orderIn(query: URLSearchParams): SearchOrder {
  const order = query.get("order") ?? "newest";
  if (order === "newest" || order === "best") return order;
  throw new Invalid("Cannot search: order is newest or best", { field: "order" });
}

import { page } from "fresh";
import { asset, Head } from "fresh/runtime";
import { roomName } from "@/components/rail/named.ts";
import { searchComplaint } from "@/components/search/search_complaint.ts";
import { foundCount } from "@/components/search/found_count.ts";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Named } from "@/components/ui/Named.tsx";
import { Skeleton } from "@/components/ui/Skeleton.tsx";
import { SearchForm } from "@/components/search/SearchForm.tsx";
import { SearchHelp } from "@/components/search/SearchHelp.tsx";
import { SearchHits } from "@/components/search/SearchHits.tsx";
import type { Speech } from "@/lib/i18n/speech.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { KINDS } from "@/lib/search/filter_names.ts";
import { foldText } from "@/lib/search/fold_text.ts";
import type { SearchAnswer } from "@/lib/search/search_desk.ts";
import { define } from "@/utils.ts";
import {
  type Asked,
  SEARCH_FIELDS,
  type SearchData,
  searchData,
  type ShownFilter,
} from "./(_pages)/search_data.ts";
import { Shell } from "./(_pages)/shell.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const data = await searchData(ctx);
    return page(data, { status: data.refusal?.status ?? 200 });
  },
});

/** A search, and what it has found. */
export default define.page<typeof handler>(function SearchPage({ data, req, state, url }) {
  const { frame, asked, answer, refusal } = data;
  const { room } = asked;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("search");
  const isIdle = answer === undefined && refusal === undefined;
  return (
    <Shell
      {...{ state, url, frame, speech }}
      page="search"
      title={texts.say("title")}
      {...room && {
        sub: <bdi>{roomName(room, texts.say("gone"))}</bdi>,
        back: { href: `/r/${room.slug}`, label: texts.say("close") },
      }}
    >
      <Head>
        <link key="search" rel="stylesheet" href={asset("/styles/search.css")} />
      </Head>
      <div class="page">
        <SearchForm
          words={asked.words}
          chips={asked.filters.map((filter) => ({
            text: chipText(filter, { asked, texts }),
            source: filter.source,
            without: hrefOf({
              ...asked,
              filters: asked.filters.filter((other) => other !== filter),
              cursor: undefined,
            }),
          }))}
          order={asked.order === "best" ? asked.order : undefined}
          fields={SEARCH_FIELDS}
          wrong={refusal && searchComplaint(refusal, { words: asked.words, texts })}
          texts={texts}
        />
        <div data-results>
          <div class="to-come">
            <Skeleton shape="messages" n={4} />
          </div>
          {answer && <Results {...{ frame, asked, answer, texts }} />}
          <SearchHelp open={isIdle} texts={texts} />
        </div>
      </div>
    </Shell>
  );
});

interface ResultsProps extends Pick<SearchData, "frame" | "asked"> {
  answer: SearchAnswer;
  texts: Speech<"search">;
}

function Results({ frame, asked, answer, texts }: ResultsProps) {
  const { hits, next, partial, unknown = [] } = answer;
  return (
    <>
      <div class="found">
        <p role="status">{foundCount(answer, { further: asked.cursor !== undefined, texts })}</p>
        {hits.length > 0 && asked.words !== "" && <Orders {...{ asked, texts }} />}
      </div>
      {unknown.map((kind) => (
        <p key={kind}>
          <Named say={(name) => texts.say(`unknown.${kind}`, { name })} name={named(kind, asked)} />
        </p>
      ))}
      {hits.length === 0 && unknown.length === 0 && !partial && <p>{texts.say("none.lead")}</p>}
      <SearchHits
        hits={hits}
        rooms={new Map(frame.rooms.map((one) => [one.id, one]))}
        me={frame.me.id}
        ofRoom={asked.room !== undefined}
        byDay={asked.order === "newest"}
        now={Date.now()}
        texts={texts}
      />
      {partial && <p class="warned">{texts.say("partial")}</p>}
      <nav class="acts" aria-label={texts.say("title")}>
        {asked.cursor !== undefined && (
          <ButtonLink href={hrefOf({ ...asked, cursor: undefined })}>
            {texts.say("first")}
          </ButtonLink>
        )}
        {next !== undefined && (
          <ButtonLink href={hrefOf({ ...asked, cursor: next })}>{texts.say("more")}</ButtonLink>
        )}
      </nav>
    </>
  );
}

function Orders({ asked, texts }: Pick<ResultsProps, "asked" | "texts">) {
  return (
    <nav aria-label={texts.say("order")}>
      {(["newest", "best"] as const).map((order) => (
        <a
          key={order}
          class="lnk"
          href={hrefOf({ ...asked, order, cursor: undefined })}
          aria-current={asked.order === order ? "true" : "false"}
        >
          {texts.say(`order.${order}`)}
        </a>
      ))}
    </nav>
  );
}

/** What a filter names, with the names that rooms and kinds have on the page. */
function chipText(
  { kind, value }: ShownFilter,
  { asked, texts }: Pick<ResultsProps, "asked" | "texts">,
): string {
  const has = KINDS.get(foldText(value));
  const name = kind === "in" && asked.room
    ? roomName(asked.room, texts.say("gone"))
    : kind === "has" && has
    ? texts.say(`has.${has}`)
    : value;
  return texts.say(`filter.${kind}`, { name });
}

function named(kind: "from" | "in", { filters }: Asked): string {
  return filters.findLast((filter) => filter.kind === kind)?.value ?? "";
}

function hrefOf({ words, filters, order, cursor }: Asked): string {
  const query = new URLSearchParams();
  if (words !== "") query.set(SEARCH_FIELDS.words, words);
  for (const { source } of filters) query.append(SEARCH_FIELDS.filter, source);
  if (order !== "newest") query.set(SEARCH_FIELDS.order, order);
  if (cursor !== undefined) query.set(SEARCH_FIELDS.cursor, cursor);
  return query.size === 0 ? "/busca" : `/busca?${query}`;
}

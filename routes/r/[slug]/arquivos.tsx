import { page } from "fresh";
import { FilesForm } from "@/components/files/FilesForm.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { LargeKnot } from "@/components/ui/Knot.tsx";
import { Tabs } from "@/components/ui/Tabs.tsx";
import { roomName } from "@/components/rail/named.ts";
import type { FileRow } from "@/components/files/FileLine.tsx";
import { RoomFiles } from "@/components/files/RoomFiles.tsx";
import { FilesSheet } from "@/components/message/ShownFiles.tsx";
import TakeFile from "@/islands/TakeFile.tsx";
import { ChatError, ERRORS, Invalid, NotFound, TooLarge } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { isAllowed, mayWrite } from "@/lib/chat/policy.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { readForm } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import {
  type AskedFiles,
  askedFiles,
  FILES_SHOWN,
  hrefOf,
  KINDS,
  listOf,
  ORDERS,
} from "../../(_pages)/files_query.ts";
import { findRoom } from "../../(_pages)/find_room.ts";
import { type RoomPage, roomPage } from "../../(_pages)/room_page.ts";
import { Shell } from "../../(_pages)/shell.tsx";
import { zipAnswer } from "../../(_pages)/zip_answer.ts";

interface FilesData extends RoomPage {
  asked: AskedFiles;
  files: FileRow[];
  total: number;
  /** Whose files were asked for; "": nobody's that is known. */
  fromName: string;
  mayWrite: boolean;
  chosen: ReadonlySet<string>;
  /** Why there is no archive. */
  refused: ChatError | undefined;
}

const BELOW = "/arquivos";

export const handler = define.handlers({
  async GET(ctx) {
    const found = await roomPage(ctx, BELOW);
    if (found instanceof Response) return found;
    return page(await load(ctx.state, found, askedFiles(ctx.url.searchParams)));
  },

  async POST(ctx) {
    const { state, req, url } = ctx;
    if (!state.session) return ctx.redirect("/", 303);
    const ids = (await readForm(req)).getAll("arquivo");
    const { room } = await findRoom(ctx);
    try {
      requireFew(ids);
      const zip = await state.services.files.zip(state.session, room.id, ids);
      return zipAnswer(room, zip, speechFor(state.locale, req).of("files"));
    } catch (error) {
      if (!(error instanceof ChatError) || ERRORS[error.code].status >= 500) throw error;
      const found = await roomPage(ctx, BELOW);
      if (found instanceof Response) return found;
      const data = await load(state, found, askedFiles(url.searchParams));
      return page({ ...data, chosen: new Set(ids), refused: error }, {
        status: ERRORS[error.code].status,
      });
    }
  },
});

function requireFew(ids: readonly string[]): void {
  if (ids.length === 0) throw new Invalid("Cannot make an archive: no file was chosen");
  if (ids.length > LIMITS.zipped) throw new TooLarge("Cannot make an archive of so many files");
}

async function load(state: State, found: RoomPage, asked: AskedFiles): Promise<FilesData> {
  const { user } = requireSession(state);
  const { files: shared, settings } = state.services;
  const [{ files, total }, { guestsDirect }] = await Promise.all([
    shared.list(user.id, found.room.id, listOf(asked)),
    settings.now(),
  ]);
  return {
    ...found,
    asked,
    files,
    total,
    fromName: files.find(({ author }) => author.id === asked.from)?.author.name ?? "",
    mayWrite: isAllowed(() => mayWrite(found.access, { now: Date.now(), guestsDirect })),
    chosen: new Set(),
    refused: undefined,
  };
}

/** The files of a room. */
export default define.page<typeof handler>(function FilesPage({ data, req, state, url }) {
  const { frame, room, asked, files, total, fromName, chosen, refused, flash } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("files");
  const there = `/r/${room.slug}`;
  const here = `${there}${BELOW}`;
  const all: AskedFiles = { kind: "", order: asked.order, text: "", from: undefined, page: 1 };
  const isNarrowed = asked.kind !== "" || asked.text !== "" || asked.from !== undefined;
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={texts.say("title")}
      sub={
        <>
          <bdi>{roomName(room, texts.say("gone"))}</bdi>
          <span>{texts.say("count", { n: total })}</span>
        </>
      }
      back={{ href: there, label: speech.of("rooms").say("back") }}
    >
      <FilesSheet />
      <div class="page">
        <div class="kinds">
          <Kinds {...{ here, asked, texts }} />
          {data.mayWrite && (
            <ButtonLink href={`${there}/enviar`}>
              <Icon name="plus" small />
              {texts.say("send")}
            </ButtonLink>
          )}
        </div>
        <FilesForm
          {...{ here, texts, text: asked.text, order: asked.order }}
          kept={{
            ...asked.kind && { tipo: asked.kind },
            ...asked.from !== undefined && { de: String(asked.from) },
          }}
          orders={Object.entries(ORDERS).map(([value, order]) => ({
            value,
            label: texts.say(`order.${order}`),
          }))}
          from={asked.from === undefined ? undefined : {
            name: asked.from === frame.me.id ? texts.say("you") : fromName || texts.say("someone"),
            without: hrefOf(here, { ...asked, from: undefined, page: 1 }),
          }}
        />
        <div data-results>
          {files.length === 0
            ? <Nothing all={isNarrowed ? hrefOf(here, all) : undefined} texts={texts} />
            : (
              <RoomFiles
                {...{ files, there, chosen, texts }}
                here={hrefOf(here, asked)}
                ofPerson={(id) => hrefOf(here, { ...asked, from: id, page: 1 })}
                wrong={refused && complaintOf(refused, texts)}
                me={frame.me.id}
                now={Date.now()}
              >
                <TakeFile {...speech.propsOf("taking")} />
              </RoomFiles>
            )}
          <Pages {...{ here, asked, total, texts }} />
        </div>
      </div>
    </Shell>
  );
});

interface PartProps {
  here: string;
  asked: AskedFiles;
  texts: Speech<"files">;
}

function Kinds({ here, asked, texts }: PartProps) {
  const kinds = [["", "all"] as const, ...Object.entries(KINDS)];
  const tabs = kinds.map(([kind, name]) => ({
    href: hrefOf(here, { ...asked, kind, page: 1 }),
    label: texts.say(`kind.${name}`),
    here: kind === asked.kind,
  }));
  return <Tabs label={texts.say("kinds")} tabs={tabs} />;
}

function Nothing({ all, texts }: { all: string | undefined; texts: Speech<"files"> }) {
  return (
    <div class="blank">
      <LargeKnot />
      <h2>{texts.say(all ? "none.found" : "none")}</h2>
      <p>{texts.say(all ? "none.found.lead" : "none.lead")}</p>
      {all && <ButtonLink href={all}>{texts.say("none.all")}</ButtonLink>}
    </div>
  );
}

function Pages({ here, asked, total, texts }: PartProps & { total: number }) {
  const { page: at } = asked;
  const more = total > at * FILES_SHOWN;
  if (at === 1 && !more) return null;
  return (
    <nav class="acts" aria-label={texts.say("list")}>
      {at > 1 && (
        <ButtonLink href={hrefOf(here, { ...asked, page: at - 1 })}>
          {texts.say("newer")}
        </ButtonLink>
      )}
      {more && (
        <ButtonLink href={hrefOf(here, { ...asked, page: at + 1 })}>
          {texts.say("older")}
        </ButtonLink>
      )}
    </nav>
  );
}

function complaintOf(refused: ChatError, texts: Speech<"files">): string {
  if (refused instanceof Invalid) return texts.say("zip.none");
  if (refused instanceof TooLarge) return texts.say("zip.many", { n: LIMITS.zipped });
  return texts.say(refused instanceof NotFound ? "zip.gone" : "zip.busy");
}

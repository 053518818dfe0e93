import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { FileLine } from "@/components/files/FileLine.tsx";
import { isPicture } from "@/components/message/file_kind.ts";
import { PanelWait } from "@/components/panel/PanelWait.tsx";
import { Thumbs } from "@/components/panel/Thumbs.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { LargeKnot } from "@/components/ui/Knot.tsx";
import type { FileList } from "@/lib/client/panel_desk.ts";
import type { RoomFile } from "@/lib/client/room_lists.ts";
import { FilesLightbox } from "./FilesLightbox.tsx";
import { More } from "./More.tsx";
import { PartHead } from "./PartHead.tsx";
import type { PartProps } from "./panel_parts.ts";
import { PartTitle } from "./PartTitle.tsx";

/** The kinds of files, and what the page calls them in its address. */
const KINDS = [
  { kind: "", name: "all", page: "" },
  { kind: "image", name: "image", page: "?tipo=imagem" },
  { kind: "document", name: "document", page: "?tipo=documento" },
  { kind: "audio", name: "audio", page: "?tipo=audio" },
  { kind: "video", name: "video", page: "?tipo=video" },
  { kind: "other", name: "other", page: "?tipo=outro" },
] as const;

/** The files of the room, by their kinds. */
export function PanelFiles(props: PartProps) {
  const { desk, words: { files } } = props;
  const { value: kind } = desk.kind;
  const list = desk.files(kind);
  useEffect(() => {
    if (list.state.value !== "there") void list.refresh();
  }, [list]);
  const total = list.page.value?.total;
  return (
    <>
      <PartHead
        {...props}
        title={files.say("title")}
        count={total === undefined ? undefined : files.say("count", { n: total })}
      />
      <div class="scroll part" tabIndex={0} role="group" aria-label={files.say("title")}>
        <Kinds {...props} />
        <List key={kind} {...props} list={list} />
      </div>
    </>
  );
}

function Kinds({ talk, desk, words: { files } }: PartProps) {
  const here = `/r/${talk.life.room.value.slug}/arquivos`;
  return (
    <nav class="tabs" aria-label={files.say("kinds")}>
      {KINDS.map(({ kind, name, page }) => (
        <a
          key={kind}
          href={`${here}${page}`}
          aria-current={kind === desk.kind.value ? "page" : "false"}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            desk.kind.value = kind;
          }}
        >
          {files.say(`kind.${name}`)}
        </a>
      ))}
    </nav>
  );
}

function List(props: PartProps & { list: FileList }) {
  const { talk, desk, list, words: { panel, files }, speech } = props;
  const opened = useSignal<string | undefined>(undefined);
  const [rows, state, cutOff] = [list.rows.value, list.state.value, talk.feed.cutOff.value];
  const isGrid = desk.kind.value === "image";
  if (rows.length === 0 && state !== "there") {
    return (
      <PanelWait
        {...{ cutOff, speech, panel }}
        state={state === "failed" ? "failed" : "busy"}
        shape={isGrid ? "pictures" : "files"}
        again={() => void list.refresh()}
      />
    );
  }
  if (rows.length === 0) return <Nothing {...props} />;
  return (
    <>
      {isGrid
        ? (
          <Thumbs
            pictures={rows.map(({ file }) => file).filter(isPicture)}
            label={files.say("kind.image")}
            open={(id) => opened.value = id}
          />
        )
        : <Lines {...props} rows={rows} open={(id) => opened.value = id} />}
      <More {...{ list, speech, panel }} />
      <FilesLightbox {...props} rows={rows} opened={opened} />
    </>
  );
}

interface LinesProps extends PartProps {
  rows: readonly RoomFile[];
  open: (id: string) => void;
}

function Lines({ talk, words: { files }, rows, open }: LinesProps) {
  const pictures = new Set(rows.filter(({ file }) => isPicture(file)).map(({ file }) => file.id));
  return (
    <ul
      class="rows"
      aria-label={files.say("list")}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        const link = event.target instanceof Element ? event.target.closest("a") : null;
        const id = link?.download ? undefined : link?.getAttribute("href")?.replace("/f/", "");
        if (id === undefined || !pictures.has(id)) return;
        event.preventDefault();
        open(id);
      }}
    >
      {rows.map((row) => (
        <li key={row.file.id}>
          <FileLine
            row={{ ...row, at: Date.parse(row.at) }}
            there={`/r/${talk.life.room.value.slug}`}
            me={talk.life.me.value.id}
            now={talk.today.value}
            texts={files}
          />
        </li>
      ))}
    </ul>
  );
}

function Nothing({ way, desk, words: { files } }: PartProps) {
  const isAll = desk.kind.value === "";
  return (
    <div class="blank">
      <LargeKnot />
      <PartTitle way={way}>{files.say(isAll ? "none" : "none.found")}</PartTitle>
      <p>{files.say(isAll ? "none.lead" : "none.found.lead")}</p>
      {!isAll && (
        <Button type="button" onClick={() => desk.kind.value = ""}>
          {files.say("none.all")}
        </Button>
      )}
    </div>
  );
}

import type { Message } from "@/lib/chat/model.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { NewsBar } from "../log/NewsBar.tsx";
import type { Row } from "../log/rows.ts";
import { Rows } from "../log/Rows.tsx";
import { standingOf } from "../message/UnsentState.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button, IconLink } from "../ui/Button.tsx";
import { Coming } from "../ui/Coming.tsx";
import { Flash } from "../ui/Flash.tsx";
import { Icon } from "../ui/Icon.tsx";
import { LargeKnot } from "../ui/Knot.tsx";
import { Marked } from "../ui/Marked.tsx";
import { Menu } from "../ui/Menu.tsx";
import { PanelHead } from "../ui/PanelHead.tsx";
import { Qr } from "../ui/Qr.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Toast } from "../ui/Toast.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { PartProps } from "./part_props.ts";
import { PEOPLE } from "./people.ts";

const NOW = Date.UTC(2026, 2, 4, 17, 30);
const [ANA, BRUNO, CLARA] = PEOPLE;

function said(seq: number, author: typeof PEOPLE[number], body: string, more = {}): Row {
  const at = new Date(NOW - 60_000 * (60 - seq)).toISOString();
  const message: Message = {
    kind: "text",
    id: `m${seq}`,
    room: 1,
    seq,
    rev: seq,
    author,
    at,
    body,
    ...more,
  };
  return { kind: "message", key: message.id, message, grouped: false };
}

const ROWS: readonly Row[] = [
  { kind: "day", key: "dia", day: "2026-03-04", at: new Date(NOW).toISOString() },
  said(1, BRUNO, "A bancada 4 já tem energia. Copiem o trecho e troquem só o número."),
  said(2, CLARA, "@Ana a bancada 4 no final? Bastam cinco minutos.", { mentions: [ANA.id] }),
  said(3, ANA, "Só falta a 2, o conector do cabo deles parece solto.", {
    editedAt: new Date(NOW).toISOString(),
  }),
  { kind: "fresh", key: "novas", n: 1 },
  said(4, BRUNO, "", { deleted: true }),
  {
    ...{ kind: "unsent", key: "u1", grouped: false, told: true },
    unsent: { id: "u1", body: "Guardada aqui.", at: NOW, state: "waiting", late: true },
  },
  {
    ...{ kind: "unsent", key: "u2", grouped: true, told: true },
    unsent: {
      id: "u2",
      body: "Não foi aceita.",
      at: NOW,
      state: "failed",
      late: true,
      why: "forbidden",
    },
  },
];

/** What is only looked at can do nothing. */
const WAYS = {
  ...{ longest: LIMITS.body, retry() {}, edit() {}, discard() {} },
  lacksFile: () => false,
};

/** Messages in every state. */
export function Talk({ words }: PartProps) {
  return (
    <div class="conv">
      <Rows
        {...{ rows: ROWS, me: ANA, slug: "geral", now: NOW, speech: words.chat }}
        standing={(unsent, told) =>
          standingOf(unsent, { told, cutOff: true, ways: WAYS, speech: words.chat })}
      />
      <NewsBar
        speech={words.chat}
        count={4}
        since={new Date(NOW).toISOString()}
        href="#conversa"
        go={() => {}}
        read={() => {}}
      />
    </div>
  );
}

/** What opens: a list, a form, a dialog; the last stands open here. */
export function Menus({ theme, words }: PartProps) {
  return (
    <>
      <div class="acts">
        <Menu id={`${theme}-menu`} label="O que fazer" icon="more" list>
          <button type="button">
            <Icon name="reply" />Responder
          </button>
          <button type="button">
            <Icon name="pin" />Fixar
          </button>
          <button type="button" class="bad">
            <Icon name="trash" />Apagar
          </button>
        </Menu>
        <Menu id={`${theme}-form`} label="Um formulário" icon="calendar">
          <form>
            <Button kind="main">Ir</Button>
          </form>
        </Menu>
        <IconLink href="#menus" icon="at" label="O nome vem ao apontar" />
      </div>
      <dialog class="dialog" open aria-label="Apagar">
        <h2>Apagar a mensagem?</h2>
        <p>Ela some para todas as pessoas da sala. Dá para desfazer por 10 segundos.</p>
        <footer>
          <Button>Cancelar</Button>
          <Button kind="bad">Apagar</Button>
        </footer>
      </dialog>
      <div class="panel">
        <PanelHead
          title="Um painel"
          about="ao lado da conversa"
          alone={false}
          leave={() => {}}
          speech={words.chat}
        />
      </div>
    </>
  );
}

/** What is said by itself: done, to be undone, without a connection. */
export function Notices({ words }: PartProps) {
  return (
    <>
      <Banner speech={words.chat} cutOff slow={false} retry={() => {}} />
      <Banner speech={words.chat} cutOff={false} slow retry={() => {}} />
      <Flash text="Guardado." />
      <Flash text="Sala arquivada." undo={{ id: 0, label: "Desfazer", back: "/estilo" }} />
      <Coming late={{ state: "busy" }} speech={words.chat} />
      <Toast text="Mensagem apagada" action={{ label: "Desfazer", run: () => {} }} />
    </>
  );
}

/** Nothing there, not there yet, and not to be had. */
export function Rest({ words }: PartProps) {
  return (
    <>
      <div class="blank">
        <LargeKnot />
        <h3>Nenhum arquivo aqui ainda</h3>
        <p>O que for enviado na conversa aparece aqui.</p>
        <Button>Enviar arquivo</Button>
      </div>
      <Skeleton shape="messages" />
      <Skeleton shape="people" />
      <Skeleton />
      <Waiting state="failed" again={() => {}} speech={words.chat} />
      <p>
        <Marked text="Achado no meio de um texto" marks={[[0, 6]]} />
      </p>
      <Qr path="M0 0h7v7h-7z" size={21} label="Um código" />
    </>
  );
}

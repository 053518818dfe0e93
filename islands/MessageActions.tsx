import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { type MenuItem, MessageMenu } from "@/components/MessageMenu.tsx";
import { Modal } from "@/components/Modal.tsx";
import { Toast } from "@/components/Toast.tsx";
import type { Message, User } from "@/lib/chat/model.ts";
import { copyText } from "@/lib/client/copy_text.ts";
import {
  DeedError,
  type Readers,
  readersOf,
  removeMessage,
  report,
  undo,
} from "@/lib/client/message_deeds.ts";
import type { Opened } from "@/lib/client/message_focus.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface MessageActionsProps {
  /** Which message's actions are open; another object for each time. */
  opened: Opened;
  message: Message;
  /** Where the room is. */
  slug: string;
  own: boolean;
  /** The person sees to the room. */
  leads: boolean;
  speech: Speech<"chat">;
  /** Longest reason of a report, in UTF-16 units. */
  longest: number;
  /** A person, as they are shown in a list. */
  show: (person: User) => ComponentChildren;
  removeOwn: (seq: number) => void;
  unreadFrom: (seq: number) => void;
}

type Step = "menu" | "readers" | "report" | "delete" | "done";

/** How long a sentence stands, and a deed can be undone, in milliseconds. */
const STANDS = 10_000;

/** A sentence about what was done, and by what it is undone. */
interface Told {
  text: string;
  undo?: string | undefined;
}

/** What can be done with a message; loaded when it is first asked for. */
export default function MessageActions(props: MessageActionsProps) {
  const { opened, message, speech } = props;
  // Each turn begins with the menu; what still ends of the one before does not touch it.
  const place = useSignal<{ turn: number; step: Step }>({ turn: opened.turn, step: "menu" });
  const step = place.value.turn === opened.turn ? place.value.step : "menu";
  const go = (step: Step) => place.value = { turn: opened.turn, step };
  const told = useSignal<Told | undefined>(undefined);

  function close(): void {
    go("done");
    opened.row.focus({ preventScroll: true });
  }
  async function attempt(deed: () => Promise<string | void>, text?: string): Promise<void> {
    close();
    try {
      const undo = await deed() ?? undefined;
      if (text !== undefined) told.value = { text, undo };
    } catch {
      told.value = { text: speech.say("menu.failed") };
    }
  }
  const deeds: Deeds = {
    choose(key) {
      if (key === "readers" || key === "report" || key === "delete") go(key);
      else if (key === "copy") {
        const done = copyText(message.body, document.querySelector("dialog[open]") ?? undefined);
        close();
        told.value = { text: speech.say(done ? "menu.copied" : "menu.failed") };
      } else {
        close();
        props.unreadFrom(message.seq);
      }
    },
    remove() {
      if (!props.own) {
        return void attempt(() => removeMessage(message), speech.say("message.deleted"));
      }
      close();
      props.removeOwn(message.seq);
    },
    report: (reason) => void attempt(() => report(message, reason), speech.say("report.done")),
    close,
  };
  return (
    <>
      <Open key={opened.turn} {...props} {...{ step, deeds }} />
      <Sentence {...{ told, speech }} undo={(id) => void attempt(() => undo(id))} />
    </>
  );
}

interface Deeds {
  choose(key: string): void;
  remove(): void;
  report(reason: string): void;
  close(): void;
}

function Open(props: MessageActionsProps & { step: Step; deeds: Deeds }) {
  const { opened, message, speech, longest, step, deeds } = props;
  const { choose, close, remove } = deeds;
  switch (step) {
    case "menu":
      return (
        <MessageMenu
          label={speech.say("menu")}
          items={itemsFor(props)}
          at={opened.at ?? cornerOf(opened.row)}
          {...{ choose, close }}
        />
      );
    case "readers":
      return <ReadersModal {...{ message, speech, close }} show={props.show} />;
    case "report":
      return <ReportModal {...{ speech, close, longest }} send={deeds.report} />;
    case "delete":
      return <DeleteModal {...{ speech, close, remove }} />;
    case "done":
      return null;
  }
}

interface SentenceProps {
  told: Signal<Told | undefined>;
  speech: Speech<"chat">;
  undo: (id: string) => void;
}

function Sentence({ told, speech, undo }: SentenceProps) {
  const { value } = told;
  useEffect(() => {
    if (value === undefined) return;
    const timer = setTimeout(() => told.value = undefined, STANDS);
    return () => clearTimeout(timer);
  }, [value]);
  if (value === undefined) return null;
  const id = value.undo;
  const action = id === undefined ? undefined : {
    label: speech.say("menu.undo"),
    run() {
      told.value = undefined;
      undo(id);
    },
  };
  return <Toast text={value.text} action={action} />;
}

function itemsFor({ message, slug, own, leads, speech }: MessageActionsProps): MenuItem[] {
  const items: (MenuItem | false)[] = [
    {
      key: "open",
      label: speech.say("menu.open"),
      icon: "link",
      href: `/r/${slug}/${message.seq}/opcoes`,
    },
    !message.deleted && { key: "copy", label: speech.say("menu.copy"), icon: "copy" },
    { key: "unread", label: speech.say("menu.unread"), icon: "mail" },
    !message.deleted && { key: "readers", label: speech.say("menu.readers"), icon: "users" },
    !message.deleted && !own && { key: "report", label: speech.say("menu.report"), icon: "shield" },
    !message.deleted && (own || leads) &&
    { key: "delete", label: speech.say("menu.delete"), icon: "trash", bad: true },
  ];
  return items.filter((item) => item !== false);
}

function cornerOf(row: HTMLElement): { x: number; y: number } {
  const { right, top } = row.getBoundingClientRect();
  return { x: right, y: Math.max(0, top) };
}

interface StepProps {
  speech: Speech<"chat">;
  close: () => void;
}

function ReadersModal(
  { message, speech, close, show }: StepProps & Pick<MessageActionsProps, "message" | "show">,
) {
  const found = useSignal<Readers | "large" | "failed" | undefined>(undefined);
  useEffect(() => {
    readersOf(message).then(
      (readers) => found.value = readers,
      (error) => {
        found.value = error instanceof DeedError && error.status === 403 ? "large" : "failed";
      },
    );
  }, []);
  const { value } = found;
  return (
    <Modal title={speech.say("menu.readers")} close={close}>
      <div role="status" aria-busy={value === undefined}>
        {value === undefined
          ? null
          : typeof value === "string"
          ? <p>{speech.say(value === "large" ? "readers.many" : "menu.failed")}</p>
          : value.readers.length === 0
          ? <p>{speech.say("readers.none")}</p>
          : (
            <>
              <p>{speech.say("readers.of", { n: value.readers.length, members: value.members })}</p>
              <ul class="readers">
                {value.readers.map((person) => <li key={person.id}>{show(person)}</li>)}
              </ul>
            </>
          )}
      </div>
      <footer>
        <button class="btn" type="button" onClick={close}>{speech.say("menu.close")}</button>
      </footer>
    </Modal>
  );
}

interface ReportModalProps extends StepProps {
  longest: number;
  send: (reason: string) => void;
}

function ReportModal({ speech, close, longest, send }: ReportModalProps) {
  const reason = useSignal("");
  return (
    <Modal title={speech.say("menu.report")} close={close}>
      <p>{speech.say("report.lead")}</p>
      <form
        class="reason"
        onSubmit={(event) => {
          event.preventDefault();
          send(reason.value.trim());
        }}
      >
        <label class="field">
          <span>{speech.say("report.reason")}</span>
          <textarea
            class="in"
            rows={3}
            maxLength={longest}
            onInput={(event) => reason.value = event.currentTarget.value}
          />
        </label>
        <footer>
          <button class="btn" type="button" onClick={close}>{speech.say("menu.back")}</button>
          <button class="btn main" type="submit">{speech.say("menu.report")}</button>
        </footer>
      </form>
    </Modal>
  );
}

function DeleteModal({ speech, close, remove }: StepProps & { remove: () => void }) {
  return (
    <Modal title={speech.say("menu.delete")} close={close}>
      <p>{speech.say("delete.lead")}</p>
      <footer>
        <button class="btn" type="button" onClick={close}>{speech.say("menu.back")}</button>
        <button class="btn bad" type="button" onClick={remove}>{speech.say("menu.delete")}</button>
      </footer>
    </Modal>
  );
}

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Face, Name } from "@/components/Face.tsx";
import { type MenuItem, MessageMenu } from "@/components/MessageMenu.tsx";
import { Modal } from "@/components/Modal.tsx";
import { Toast } from "@/components/Toast.tsx";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message } from "@/lib/chat/model.ts";
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
  removeOwn: (seq: number) => void;
  unreadFrom: (seq: number) => void;
}

type Step = "menu" | "readers" | "report" | "delete" | "done";

/** How long a sentence stands, and a deed can be undone, in milliseconds. */
const STANDS = 10_000;

/** What can be done with a message; loaded when it is first asked for. */
export default function MessageActions(props: MessageActionsProps) {
  const { opened, message, speech } = props;
  const step = useSignal<Step>("menu");
  const told = useSignal<{ text: string; undo?: string | undefined } | undefined>(undefined);
  useEffect(() => {
    step.value = "menu";
  }, [opened]);
  useEffect(() => {
    if (told.value === undefined) return;
    const timer = setTimeout(() => told.value = undefined, STANDS);
    return () => clearTimeout(timer);
  }, [told.value]);

  function close(): void {
    step.value = "done";
    opened.row.focus({ preventScroll: true });
  }
  async function attempt(deed: () => Promise<string | undefined>, text?: string): Promise<void> {
    close();
    try {
      const undo = await deed();
      if (text !== undefined) told.value = { text, undo };
    } catch {
      told.value = { text: speech.say("menu.failed") };
    }
  }
  function choose(key: string): void {
    if (key === "readers" || key === "report" || key === "delete") step.value = key;
    else if (key === "copy") {
      const near = document.querySelector("dialog[open]") ?? document.body;
      const done = copyText(message.body, near);
      close();
      told.value = { text: speech.say(done ? "menu.copied" : "menu.failed") };
    } else {
      close();
      props.unreadFrom(message.seq);
    }
  }
  function remove(): void {
    if (!props.own) {
      return void attempt(() => removeMessage(message), speech.say("message.deleted"));
    }
    close();
    props.removeOwn(message.seq);
  }

  const undoing = told.value?.undo;
  return (
    <>
      {step.value === "menu" && (
        <MessageMenu
          label={speech.say("menu")}
          items={itemsFor(props)}
          at={opened.at ?? cornerOf(opened.row)}
          {...{ choose, close }}
        />
      )}
      {step.value === "readers" && <ReadersModal {...{ message, speech, close }} />}
      {step.value === "report" && (
        <ReportModal
          {...{ speech, close }}
          send={(reason) =>
            attempt(
              () => report(message, reason).then(() => undefined),
              speech.say("report.done"),
            )}
        />
      )}
      {step.value === "delete" && <DeleteModal {...{ speech, close, remove }} />}
      {told.value && (
        <Toast
          text={told.value.text}
          action={undoing === undefined ? undefined : {
            label: speech.say("menu.undo"),
            run() {
              told.value = undefined;
              void attempt(() => undo(undoing).then(() => undefined));
            },
          }}
        />
      )}
    </>
  );
}

function itemsFor({ message, slug, own, leads, speech }: MessageActionsProps): MenuItem[] {
  const items: (MenuItem | false)[] = [
    {
      key: "open",
      label: speech.say("menu.open"),
      icon: "link",
      href: `/r/${slug}/${message.seq}`,
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

function ReadersModal({ message, speech, close }: StepProps & { message: Message }) {
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
                {value.readers.map((person) => (
                  <li key={person.id}>
                    <Face person={person} size="s" />
                    <Name person={person} gone={speech.say("person.gone")} />
                  </li>
                ))}
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

function ReportModal({ speech, close, send }: StepProps & { send: (reason: string) => void }) {
  const reason = useSignal("");
  return (
    <Modal title={speech.say("menu.report")} close={close}>
      <p>{speech.say("report.lead")}</p>
      <form
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
            maxLength={LIMITS.reason}
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

import { useSignal } from "@preact/signals";
import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Face } from "../ui/Face.tsx";
import { glyphOf } from "../rail/glyph.ts";
import { Icon } from "../ui/Icon.tsx";
import { Modal } from "../ui/Modal.tsx";
import { roomName } from "../rail/named.ts";
import { useAnswer } from "../ui/use_answer.ts";
import { Waiting } from "../ui/Waiting.tsx";

interface ForwardDialogProps {
  /** Rooms and conversations where the person may write, other than this one. */
  load: () => Promise<readonly Room[]>;
  /** Whether a room's name has what was typed in it. */
  fits: (name: string, typed: string) => boolean;
  send: (room: Room) => void;
  close: () => void;
  speech: Speech<"chat">;
}

/** Where a message is to be passed on to. */
export function ForwardDialog({ load, fits, send, close, speech }: ForwardDialogProps) {
  const { answer: { value: answer }, again } = useAnswer(load);
  return (
    <Modal title={speech.say("menu.forward")} close={close}>
      {answer.state === "there"
        ? <Rooms rooms={answer.value} {...{ fits, send, speech }} />
        : <Waiting state={answer.state} {...{ again, speech }} />}
      <footer>
        <button class="btn" type="button" onClick={close}>{speech.say("menu.back")}</button>
      </footer>
    </Modal>
  );
}

interface RoomsProps extends Pick<ForwardDialogProps, "fits" | "send" | "speech"> {
  rooms: readonly Room[];
}

function Rooms({ rooms, fits, send, speech }: RoomsProps) {
  const typed = useSignal("");
  const gone = speech.say("person.gone");
  const shown = rooms.filter((room) => fits(roomName(room, gone), typed.value));
  if (rooms.length === 0) return <p>{speech.say("forward.alone")}</p>;
  return (
    <>
      <label class="field">
        <span class="sr">{speech.say("forward.find")}</span>
        <input
          class="in"
          type="search"
          placeholder={speech.say("forward.find")}
          onInput={(event) => typed.value = event.currentTarget.value}
        />
      </label>
      <ul class="choose">
        {shown.map((room) => (
          <li key={room.id}>
            <button type="button" class="room" onClick={() => send(room)}>
              {room.kind === "direct" && room.with?.[0]
                ? <Face person={room.with[0]} size="s" />
                : <Icon name={glyphOf(room.kind)} />}
              <span dir="auto">{roomName(room, gone)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{shown.length === 0 && speech.say("forward.none")}</p>
    </>
  );
}

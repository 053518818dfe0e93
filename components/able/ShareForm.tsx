import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { roomName } from "../rail/named.ts";
import { Complaint } from "../ui/Field.tsx";
import { Select } from "../ui/Choice.tsx";

interface ShareFormProps {
  rooms: readonly Room[];
  clientId: string;
  text: string;
  wrong: string | undefined;
  able: Speech<"able">;
}

/** What another app shares, or what was brought here by hand: a text, and the room it is for. */
export function ShareForm({ rooms, clientId, text, wrong, able }: ShareFormProps) {
  return (
    <form class="form" method="post" action="/compartilhar">
      <input type="hidden" name="id" value={clientId} />
      <div class="field">
        <label for="texto">{able.say("bring.text")}</label>
        <div class="in">
          <textarea id="texto" name="body" dir="auto" required>{text}</textarea>
        </div>
      </div>
      <Select
        id="sala"
        name="room"
        label={able.say("bring.room")}
        options={rooms.map((room) => ({
          value: String(room.id),
          label: roomName(room, able.say("news.gone")),
        }))}
        value={String(rooms[0]?.id ?? "")}
      />
      {wrong !== undefined && <Complaint text={wrong} />}
      <button class="btn main" type="submit" name="do" value="send">
        {able.say("bring.send")}
      </button>
    </form>
  );
}

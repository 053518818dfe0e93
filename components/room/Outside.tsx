import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint } from "../ui/Field.tsx";
import { LargeKnot } from "../ui/Knot.tsx";

interface OutsideProps {
  room: Room;
  page: Speech<"page">;
  /** Why the person could not come in. */
  wrong?: string | undefined;
}

/** A public room, seen from outside. */
export function Outside({ room, page, wrong }: OutsideProps) {
  return (
    <div class="talk">
      <div class="log bare">
        <form class="blank" method="post" action={`/r/${room.slug}`}>
          <LargeKnot />
          <h2>
            <bdi>{room.name}</bdi>
          </h2>
          <p>{page.say("room.join.lead")}</p>
          {wrong !== undefined && <Complaint text={wrong} />}
          <Button kind="main" name="join" value="1">
            {page.say("room.join")}
          </Button>
        </form>
      </div>
    </div>
  );
}

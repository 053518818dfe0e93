import type { Message, User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Face, Name } from "../ui/Face.tsx";
import { Complaint } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Named } from "../ui/Named.tsx";
import { sizeName } from "../ui/size_name.ts";

/** A reported message, as the page shows it. */
export interface ReportRow {
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  reporter: User;
  reason: string;
  room: { id: number; name: string };
  message: Message;
}

interface ReportListProps {
  reports: readonly ReportRow[];
  wrong: string | undefined;
  now: number;
  texts: Speech<"host">;
  people: Speech<"people">;
}

/** What people found wrong, and nobody has looked at yet. */
export function ReportList({ reports, wrong, now, texts, people }: ReportListProps) {
  return (
    <>
      {wrong !== undefined && <Complaint text={wrong} />}
      {reports.length === 0 && <p>{texts.say("reports.none")}</p>}
      {reports.map((report) => <ReportCard key={report.id} {...{ report, now, texts, people }} />)}
    </>
  );
}

interface ReportCardProps {
  report: ReportRow;
  now: number;
  texts: Speech<"host">;
  people: Speech<"people">;
}

function ReportCard({ report, now, texts, people }: ReportCardProps) {
  const { id, at, reporter, reason, room, message } = report;
  const gone = people.say("gone");
  const when = texts.dates.moment(at, now);
  return (
    <article class="card">
      <header class="line">
        <Face person={message.author} />
        <div>
          <Name person={message.author} gone={gone} />
          {room.name !== "" && (
            <small class="hint">
              {" "}
              <Named say={(name) => texts.say("reports.in", { room: name })} name={room.name} />
            </small>
          )}
        </div>
      </header>
      {(message.body !== "" || !message.files) && <p class="said" dir="auto">{message.body}</p>}
      {message.files?.map(({ id, name, size }) => (
        <p class="said" key={id}>
          <Icon name="clip" small /> <bdi>{name}</bdi> <small>{sizeName(size, texts.locale)}</small>
        </p>
      ))}
      <p class="hint">
        <Named
          say={(name) => texts.say("reports.by", { name, when })}
          name={reporter.name || gone}
        />
        {": "}
        <span dir="auto">{reason || texts.say("reports.reason.none")}</span>
      </p>
      <form class="acts" method="post" action="/anfitriao#denuncias">
        <input type="hidden" name="report" value={id} />
        <Button small deed="close">
          {texts.say("reports.close")}
        </Button>
        {!message.deleted && (
          <Button small kind="bad" deed="delete">
            {texts.say("reports.delete")}
          </Button>
        )}
      </form>
    </article>
  );
}

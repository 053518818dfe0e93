import type { Speech } from "@/lib/i18n/speech.ts";
import { deviceOf } from "./device.ts";
import { Tag } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Filled } from "../ui/Filled.tsx";
import { Icon } from "../ui/Icon.tsx";
import { When } from "../ui/When.tsx";

/** One of a person's sessions, as the page shows it. */
export interface SessionRow {
  id: string;
  /** The browser's own words. */
  device: string;
  address: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  usedAt: number;
  isNew: boolean;
  /** The one that looks. */
  current: boolean;
}

interface SessionListProps {
  sessions: readonly SessionRow[];
  now: number;
  texts: Speech<"settings">;
}

/** Where a person is signed in, and how to end it. */
export function SessionList({ sessions, now, texts }: SessionListProps) {
  return (
    <>
      <ul class="people">
        {sessions.map((session) => <SessionItem key={session.id} {...{ session, now, texts }} />)}
      </ul>
      <div class="acts">
        {sessions.some(({ isNew }) => isNew) && <Act deed="seen" texts={texts} />}
        {sessions.length > 1
          ? <Act deed="others" texts={texts} />
          : <p class="hint">{texts.say("sessions.alone")}</p>}
      </div>
    </>
  );
}

function SessionItem(
  { session, now, texts }: { session: SessionRow; now: number; texts: Speech<"settings"> },
) {
  const { id, device, address, createdAt, usedAt, isNew, current } = session;
  const name = deviceName(device, texts);
  const { dates } = texts;
  return (
    <li>
      <Icon name="phone" />
      <div class="grow">
        <span class="line">
          <b>{name}</b>
          {current && <Tag kind="acc">{texts.say("sessions.this")}</Tag>}
          {isNew && !current && <Tag kind="warn">{texts.say("sessions.new")}</Tag>}
        </span>
        <small>
          <bdi>{address}</bdi> ·{" "}
          {texts.say("sessions.since", { when: dates.moment(createdAt, now) })}
          {" · "}
          <Filled say={(when) => texts.say("sessions.used", { when })}>
            <When at={usedAt} now={now} speech={texts} />
          </Filled>
        </small>
      </div>
      {!current && (
        <form method="post" action="/ajustes#aparelhos">
          <input type="hidden" name="session" value={id} />
          <Button small deed="end" aria-label={texts.say("sessions.end.what", { device: name })}>
            {texts.say("sessions.end")}
          </Button>
        </form>
      )}
    </li>
  );
}

function Act({ deed, texts }: { deed: "seen" | "others"; texts: Speech<"settings"> }) {
  return (
    <form method="post" action="/ajustes#aparelhos">
      <Button deed={deed}>
        {texts.say(`sessions.${deed}`)}
      </Button>
    </form>
  );
}

/** A device in words: "Firefox em Android". */
export function deviceName(userAgent: string, texts: Speech<"settings">): string {
  const { browser, system } = deviceOf(userAgent);
  if (browser !== undefined && system !== undefined) {
    return texts.say("sessions.on", { browser, system });
  }
  return browser ?? system ?? texts.say("sessions.unknown");
}

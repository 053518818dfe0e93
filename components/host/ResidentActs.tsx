import type { ComponentChildren } from "preact";
import { LIMITS } from "@/lib/chat/limits.ts";
import { spanName } from "@/lib/i18n/span_name.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, Select } from "../ui/Choice.tsx";
import { Complaint, Field } from "../ui/Field.tsx";
import type { ResidentRow } from "./resident_row.ts";
import { TERMS } from "../ui/terms.ts";

interface ResidentActsProps {
  row: ResidentRow;
  /** What the list was searched for, so that it stays. */
  query: string;
  wrong: string | undefined;
  now: number;
  texts: Speech<"host">;
  people: Speech<"people">;
}

const ROLES = ["guest", "member", "moderator", "host"] as const;

/** What can be decided about a person. */
export function ResidentActs(props: ResidentActsProps) {
  const { row: { user, may, bannedUntil = 0 }, query, wrong, now, texts, people } = props;
  const form = { query, user: user.id };
  return (
    <div class="card">
      {wrong !== undefined && <Complaint text={wrong} />}
      {may.role && (
        <ActForm {...form}>
          <Select
            id={`papel-${user.id}`}
            name="role"
            label={texts.say("role")}
            options={ROLES.map((role) => ({ value: role, label: people.say(`role.${role}`) }))}
            value={user.role}
          />
          <Button deed="role">{texts.say("role.set")}</Button>
        </ActForm>
      )}
      {may.mute && <MuteForm {...props} />}
      {may.ban && (bannedUntil > now
        ? (
          <ActForm {...form}>
            <Button deed="unban">{texts.say("unban")}</Button>
          </ActForm>
        )
        : <BanForm {...props} />)}
      {may.release && (
        <ActForm {...form}>
          <p class="hint">{texts.say("release.lead")}</p>
          <Button kind="bad" deed="release">
            {texts.say("release")}
          </Button>
        </ActForm>
      )}
    </div>
  );
}

function MuteForm({ row: { user, mutedUntil = 0 }, query, now, texts }: ResidentActsProps) {
  if (mutedUntil > now) {
    return (
      <ActForm user={user.id} query={query}>
        <Button deed="unmute">{texts.say("unmute")}</Button>
      </ActForm>
    );
  }
  return (
    <ActForm user={user.id} query={query}>
      <Select
        id={`calar-${user.id}`}
        name="seconds"
        label={texts.say("mute.for")}
        options={TERMS.map((seconds) => ({
          value: String(seconds),
          label: spanName(seconds, texts.locale),
        }))}
        value="600"
        hint={texts.say("mute.lead")}
      />
      <Button deed="mute">{texts.say("mute")}</Button>
    </ActForm>
  );
}

function BanForm({ row: { user }, query, texts }: ResidentActsProps) {
  const ever = { value: "", label: texts.say("ban.ever") };
  const terms = TERMS.map((seconds) => ({
    value: String(seconds),
    label: spanName(seconds, texts.locale),
  }));
  return (
    <details>
      <summary class="btn bad">{texts.say("ban")}</summary>
      <form class="form" method="post" action="/anfitriao#pessoas">
        <Hidden user={user.id} query={query} />
        <p class="hint">{texts.say("ban.lead")}</p>
        <Select
          id={`banir-${user.id}`}
          name="seconds"
          label={texts.say("ban.for")}
          options={[ever, ...terms]}
          value=""
        />
        <Field
          id={`motivo-${user.id}`}
          name="reason"
          label={texts.say("ban.reason")}
          maxLength={LIMITS.reason}
          autocomplete="off"
        />
        <Choice
          id={`endereco-${user.id}`}
          type="checkbox"
          name="address"
          value="1"
          label={texts.say("ban.address")}
        />
        <Button kind="bad" deed="ban">{texts.say("ban")}</Button>
      </form>
    </details>
  );
}

interface ActFormProps {
  user: number;
  query: string;
  children: ComponentChildren;
}

function ActForm({ user, query, children }: ActFormProps) {
  return (
    <form class="row-form" method="post" action="/anfitriao#pessoas">
      <Hidden user={user} query={query} />
      {children}
    </form>
  );
}

function Hidden({ user, query }: { user: number; query: string }) {
  return (
    <>
      <input type="hidden" name="user" value={user} />
      <input type="hidden" name="q" value={query} />
    </>
  );
}

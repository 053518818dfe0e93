import type { ServerSettings } from "@/lib/chat/store.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, Select } from "../ui/Choice.tsx";
import { Complaint, Field } from "../ui/Field.tsx";

interface ServerFormsProps {
  settings: ServerSettings;
  /** What the environment has decided. */
  fixed: readonly (keyof ServerSettings)[];
  /** Whether the person is the host. */
  edits: boolean;
  /** What stands in the field for the code. */
  code: string;
  /** What is wrong with the code, and with the rest. */
  wrongCode: string | undefined;
  wrong: string | undefined;
  texts: Speech<"host">;
}

/** The door of the chat: its code, and who comes in as what. */
export function ServerForms(props: ServerFormsProps) {
  const { edits, texts } = props;
  return (
    <>
      {!edits && <p class="hint">{texts.say("server.read")}</p>}
      <CodeForms {...props} />
      <DoorForm {...props} />
    </>
  );
}

function CodeForms({ settings, fixed, edits, code, wrongCode, texts }: ServerFormsProps) {
  const isFixed = fixed.includes("joinCode");
  const free = edits && !isFixed;
  return (
    <>
      <h3>{texts.say("server.code")}</h3>
      <p class="hint">{texts.say("server.code.lead")}</p>
      <form class="row-form" method="post" action="/anfitriao#conversa-toda">
        <Field
          id="codigo"
          name="joinCode"
          label={texts.say("server.code.label")}
          hint={isFixed ? texts.say("server.fixed") : texts.say("server.code.hint")}
          value={code}
          error={wrongCode}
          disabled={!free}
          autocomplete="off"
          spellcheck={false}
        />
        {free && (
          <Button deed="code">
            {texts.say("server.code.set")}
          </Button>
        )}
      </form>
      {free && (
        <form class="acts after-row" method="post" action="/anfitriao#conversa-toda">
          <Button deed="newcode">
            {texts.say("server.code.new")}
          </Button>
          {settings.joinCode !== undefined && (
            <Button deed="nocode">
              {texts.say("server.code.drop")}
            </Button>
          )}
        </form>
      )}
    </>
  );
}

function DoorForm({ settings, fixed, edits, wrong, texts }: ServerFormsProps) {
  const switches = [
    ["knock", "server.knock", "server.knock.hint"],
    ["joinShowsPeople", "server.shows", "server.shows.hint"],
    ["guestsDirect", "server.guests", undefined],
  ] as const;
  return (
    <form class="form after-row" method="post" action="/anfitriao#conversa-toda">
      <div>
        {switches.map(([name, label, hint]) => (
          <Choice
            key={name}
            id={`servidor-${name}`}
            type="checkbox"
            name={name}
            value="1"
            label={texts.say(label)}
            hint={fixed.includes(name) ? texts.say("server.fixed") : hint && texts.say(hint)}
            checked={settings[name]}
            disabled={!edits || fixed.includes(name)}
          />
        ))}
      </div>
      <Select
        id="servidor-newcomers"
        name="newcomers"
        label={texts.say("server.newcomers")}
        options={(["member", "guest"] as const).map((role) => ({
          value: role,
          label: texts.say(`server.newcomers.${role}`),
        }))}
        value={settings.newcomers}
        hint={fixed.includes("newcomers") ? texts.say("server.fixed") : undefined}
        disabled={!edits || fixed.includes("newcomers")}
      />
      {wrong !== undefined && <Complaint text={wrong} />}
      {edits && (
        <Button deed="server">
          {texts.say("server.save")}
        </Button>
      )}
    </form>
  );
}

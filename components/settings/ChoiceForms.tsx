import type { ComponentChildren, ComponentProps } from "preact";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, Select } from "../ui/Choice.tsx";
import { Complaint, Field } from "../ui/Field.tsx";
import { LANGUAGES } from "../rail/languages.ts";
import { Named } from "../ui/Named.tsx";
import { Section } from "../ui/Section.tsx";

interface FormProps {
  wrong: string | undefined;
  texts: Speech<"settings">;
}

interface ViewFormProps extends FormProps {
  locale: string | undefined;
  theme: string | undefined;
}

const THEMES = ["light", "dark", "system"] as const;

interface SavedProps extends FormProps {
  id: string;
  /** What is asked of the page, and the name of its words. */
  deed: "view" | "notify" | "write" | "privacy";
  lead?: string;
  children: ComponentChildren;
  /** What stands below it. */
  foot?: ComponentChildren;
}

/** A part of the settings that is saved as a whole. */
function Saved({ id, deed, lead, wrong, texts, children, foot }: SavedProps) {
  return (
    <Section id={id} title={texts.say(deed)} lead={lead}>
      <form class="form" method="post" action={`/ajustes#${id}`}>
        {children}
        {wrong !== undefined && <Complaint text={wrong} />}
        <Button deed={deed}>{texts.say("save")}</Button>
      </form>
      {foot}
    </Section>
  );
}

function Check(props: Omit<ComponentProps<typeof Choice>, "type" | "value">) {
  return <Choice type="checkbox" value="1" {...props} />;
}

/** Language and theme. */
export function ViewForm({ locale, theme, ...form }: ViewFormProps) {
  const { texts } = form;
  return (
    <Saved id="tela" deed="view" {...form}>
      <Select
        id="idioma"
        name="locale"
        label={texts.say("locale")}
        options={[{ value: "", label: texts.say("locale.browser") }, ...LANGUAGES]}
        value={locale ?? ""}
      />
      <fieldset>
        <legend>{texts.say("theme")}</legend>
        {THEMES.map((one) => (
          <Choice
            key={one}
            id={`tema-${one}`}
            type="radio"
            name="theme"
            value={one}
            label={texts.say(`theme.${one}`)}
            checked={one === (theme ?? "system")}
          />
        ))}
      </fieldset>
    </Saved>
  );
}

/** Whether one is told of new messages. */
export function NotifyChoice({ on, ...form }: FormProps & { on: boolean }) {
  const { texts } = form;
  return (
    <Saved id="avisos" deed="notify" lead={texts.say("notify.lead")} {...form}>
      <Check
        id="avisar"
        name="notify"
        label={texts.say("notify.on")}
        hint={texts.say("notify.on.hint")}
        checked={on}
      />
    </Saved>
  );
}

/** What Enter does in a message. */
export function WriteChoice({ breaks, ...form }: FormProps & { breaks: boolean }) {
  const { texts } = form;
  const keys = (
    <p>
      <a class="lnk" href="/ajuda/atalhos" data-chord="?" aria-keyshortcuts="?">
        {texts.say("write.keys")}
      </a>
    </p>
  );
  return (
    <Saved id="escrever" deed="write" foot={keys} {...form}>
      <Check
        id="enter"
        name="enterBreaks"
        label={texts.say("write.breaks")}
        hint={texts.say("write.breaks.hint")}
        checked={breaks}
      />
    </Saved>
  );
}

interface PrivacyFormProps extends FormProps {
  readsPrivate: boolean;
  seenShown: boolean;
  typing: boolean;
}

/** What others see of one's coming, reading and writing. */
export function PrivacyForm({ readsPrivate, seenShown, typing, ...form }: PrivacyFormProps) {
  const { texts } = form;
  return (
    <Saved id="privacidade" deed="privacy" {...form}>
      <div>
        <Check
          id="leitura"
          name="readsPrivate"
          label={texts.say("privacy.reads")}
          hint={texts.say("privacy.reads.hint")}
          checked={readsPrivate}
        />
        <Check
          id="visto"
          name="seenShown"
          label={texts.say("privacy.seen")}
          checked={seenShown}
        />
        <Check
          id="escrevendo"
          name="typing"
          label={texts.say("privacy.typing")}
          hint={texts.say("privacy.typing.hint")}
          checked={typing}
        />
      </div>
    </Saved>
  );
}

interface EraseFormProps extends FormProps {
  name: string;
  hasPassword: boolean;
}

/** The end of the account. */
export function EraseForm({ name, hasPassword, wrong, texts }: EraseFormProps) {
  return (
    <Section id="apagar" title={texts.say("delete")} lead={texts.say("delete.lead")}>
      <details open={wrong !== undefined}>
        <summary class="btn bad">{texts.say("delete")}</summary>
        <form class="form card" method="post" action="/ajustes#apagar">
          <Field
            id="apagar-prova"
            name="proof"
            type={hasPassword ? "password" : "text"}
            label={hasPassword
              ? texts.say("delete.password")
              : <Named say={(who) => texts.say("delete.name", { name: who })} name={name} />}
            error={wrong}
            required
            autocomplete={hasPassword ? "current-password" : "off"}
          />
          <Button kind="bad" deed="erase">
            {texts.say("delete.submit")}
          </Button>
        </form>
      </details>
    </Section>
  );
}

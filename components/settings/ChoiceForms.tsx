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

/** Language and theme. */
export function ViewForm({ locale, theme, wrong, texts }: ViewFormProps) {
  return (
    <Section id="tela" title={texts.say("view")}>
      <form class="form" method="post" action="/ajustes#tela">
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
        {wrong !== undefined && <Complaint text={wrong} />}
        <Button deed="view">{texts.say("save")}</Button>
      </form>
    </Section>
  );
}

/** Whether one is told of new messages. */
export function NotifyChoice({ on, wrong, texts }: FormProps & { on: boolean }) {
  return (
    <Section id="avisos" title={texts.say("notify")} lead={texts.say("notify.lead")}>
      <form class="form" method="post" action="/ajustes#avisos">
        <Choice
          id="avisar"
          type="checkbox"
          name="notify"
          value="1"
          label={texts.say("notify.on")}
          hint={texts.say("notify.on.hint")}
          checked={on}
        />
        {wrong !== undefined && <Complaint text={wrong} />}
        <Button deed="notify">{texts.say("save")}</Button>
      </form>
    </Section>
  );
}

/** What Enter does in a message. */
export function WriteChoice({ breaks, wrong, texts }: FormProps & { breaks: boolean }) {
  return (
    <Section id="escrever" title={texts.say("write")}>
      <form class="form" method="post" action="/ajustes#escrever">
        <Choice
          id="enter"
          type="checkbox"
          name="enterBreaks"
          value="1"
          label={texts.say("write.breaks")}
          hint={texts.say("write.breaks.hint")}
          checked={breaks}
        />
        {wrong !== undefined && <Complaint text={wrong} />}
        <Button deed="write">{texts.say("save")}</Button>
      </form>
      <p>
        <a class="lnk" href="/ajuda/atalhos" data-chord="?" aria-keyshortcuts="?">
          {texts.say("write.keys")}
        </a>
      </p>
    </Section>
  );
}

interface PrivacyFormProps extends FormProps {
  readsPrivate: boolean;
  seenShown: boolean;
  typing: boolean;
}

/** What others see of one's coming, reading and writing. */
export function PrivacyForm(props: PrivacyFormProps) {
  const { readsPrivate, seenShown, typing, wrong, texts } = props;
  return (
    <Section id="privacidade" title={texts.say("privacy")}>
      <form class="form" method="post" action="/ajustes#privacidade">
        <div>
          <Choice
            id="leitura"
            type="checkbox"
            name="readsPrivate"
            value="1"
            label={texts.say("privacy.reads")}
            hint={texts.say("privacy.reads.hint")}
            checked={readsPrivate}
          />
          <Choice
            id="visto"
            type="checkbox"
            name="seenShown"
            value="1"
            label={texts.say("privacy.seen")}
            checked={seenShown}
          />
          <Choice
            id="escrevendo"
            type="checkbox"
            name="typing"
            value="1"
            label={texts.say("privacy.typing")}
            hint={texts.say("privacy.typing.hint")}
            checked={typing}
          />
        </div>
        {wrong !== undefined && <Complaint text={wrong} />}
        <Button deed="privacy">{texts.say("save")}</Button>
      </form>
    </Section>
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

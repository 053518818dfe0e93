import { LIMITS } from "@/lib/chat/limits.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Face } from "../ui/Face.tsx";
import { Complaint, Field } from "../ui/Field.tsx";
import { HuePicker } from "./HuePicker.tsx";
import { Section } from "../ui/Section.tsx";

interface FormProps {
  wrong: string | undefined;
  texts: Speech<"settings">;
}

/** What one is called. */
export function NameForm({ name, wrong, texts }: FormProps & { name: string }) {
  return (
    <Section id="nome" title={texts.say("name")} lead={texts.say("name.lead")}>
      <form class="row-form" method="post" action="/ajustes#nome">
        <Field
          id="seu-nome"
          name="name"
          label={texts.say("name.label")}
          value={name}
          error={wrong}
          required
          autocomplete="nickname"
        />
        <Button deed="rename">{texts.say("save")}</Button>
      </form>
    </Section>
  );
}

interface PasswordFormProps extends FormProps {
  has: boolean;
  /** Which field is wrong. */
  field: string | undefined;
  /** For password keepers: whose it is. */
  name: string;
}

/** The password: made, or changed. */
export function PasswordForm({ has, field, name, wrong, texts }: PasswordFormProps) {
  const isCurrent = field === "current";
  return (
    <Section
      id="senha"
      title={texts.say("password")}
      lead={texts.say(has ? "password.lead.some" : "password.lead.none")}
    >
      <form class="form" method="post" action="/ajustes#senha">
        <input type="hidden" name="username" autocomplete="username" value={name} />
        {has && (
          <Field
            id="senha-atual"
            name="current"
            type="password"
            label={texts.say("password.current")}
            error={isCurrent ? wrong : undefined}
            required
            autocomplete="current-password"
          />
        )}
        <Field
          id="senha-nova"
          name="password"
          type="password"
          label={texts.say("password.new")}
          hint={texts.say("password.hint", { n: LIMITS.passwordMin })}
          error={isCurrent ? undefined : wrong}
          required
          autocomplete="new-password"
        />
        <Button deed="password">
          {texts.say(has ? "password.change" : "password.make")}
        </Button>
      </form>
    </Section>
  );
}

interface LooksFormProps extends FormProps {
  me: User;
  hue: number | undefined;
  /** What is wrong with the picture. */
  unfit: string | undefined;
}

/** The face: its hue, or a picture. */
export function LooksForm({ me, hue, wrong, unfit, texts }: LooksFormProps) {
  const lead = texts.say("looks.picture.lead", { n: LIMITS.picture / 1_024 });
  return (
    <Section id="rosto" title={texts.say("looks")} lead={texts.say("looks.lead")}>
      <form class="form" method="post" action="/ajustes#rosto">
        <HuePicker person={me} hue={hue} texts={texts} />
        {wrong !== undefined && <Complaint text={wrong} />}
        <Button deed="hue">{texts.say("save")}</Button>
      </form>
      <h3>{texts.say("looks.picture")}</h3>
      <div class="with-face">
        <Face person={me} size="l" />
        <p class="hint">{lead}</p>
      </div>
      <form
        class="form"
        method="post"
        action="/ajustes#rosto"
        encType="multipart/form-data"
      >
        <input
          class="file-in"
          type="file"
          name="picture"
          accept="image/png,image/jpeg,image/webp"
          required
          aria-label={texts.say("looks.picture")}
        />
        {unfit !== undefined && <Complaint text={unfit} />}
        <Button>{texts.say("looks.picture.set")}</Button>
      </form>
      {me.picture !== undefined && (
        <form class="form" method="post" action="/ajustes#rosto">
          <Button deed="nopicture">
            {texts.say("looks.picture.drop")}
          </Button>
        </form>
      )}
    </Section>
  );
}

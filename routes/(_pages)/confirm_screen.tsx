import type { Context } from "fresh";
import { Button, ButtonLink } from "@/components/ui/Button.tsx";
import { Alone } from "@/components/ui/Alone.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import type { State } from "@/utils.ts";
import { SmallPage } from "./small_page.tsx";

/** The field for the password itself: no other form has one of this name. */
export const CONFIRM_FIELD = "confirmar";
/** Where to go on. */
export const TARGET_FIELD = "para";

interface Asking {
  /** What is to be done once the password was given. */
  form: URLSearchParams;
  /** Where that is done; this page, unless told otherwise. */
  target?: string;
  /** What is wrong with what was given. */
  complaint?: string;
  status?: number;
}

/** Asks for the password, and keeps what the form brought, so that it goes on by itself. */
export async function askPassword(ctx: Context<State>, asking: Asking): Promise<Response> {
  const { form, target = ctx.url.pathname, complaint, status = 403 } = asking;
  const speech = speechFor(ctx.state.locale, ctx.req);
  const door = speech.of("door");
  const has = ctx.state.session?.hasPassword ?? false;
  const kept = [...form].filter(([name]) => name !== CONFIRM_FIELD && name !== TARGET_FIELD);
  return await ctx.render(
    <SmallPage title={door.say("confirm.title")} {...{ speech, state: ctx.state, url: ctx.url }}>
      <Alone
        title={door.say("confirm.heading")}
        lead={door.say(has ? "confirm.lead" : "confirm.none")}
      >
        {!has
          ? <ButtonLink kind="main" href="/ajustes#senha">{door.say("confirm.make")}</ButtonLink>
          : (
            <form class="form" method="post" action="/confirmar">
              <input type="hidden" name={TARGET_FIELD} value={target} />
              {kept.map(([name, value], index) => (
                <input key={index} type="hidden" name={name} value={value} />
              ))}
              <Field
                id="confirmar"
                name={CONFIRM_FIELD}
                type="password"
                label={door.say("password")}
                error={complaint}
                autocomplete="current-password"
                required
                autofocus
              />
              <Button kind="main">{door.say("confirm.submit")}</Button>
            </form>
          )}
        <a class="lnk" href={target}>{door.say("confirm.back")}</a>
      </Alone>
    </SmallPage>,
    { status },
  );
}

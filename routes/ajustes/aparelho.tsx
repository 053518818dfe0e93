import { page } from "fresh";
import { Qr } from "@/components/ui/Qr.tsx";
import type { NewLink } from "@/lib/auth/make_link.ts";
import { ChatError } from "@/lib/chat/errors.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { readForm } from "@/lib/middlewares/read_form.ts";
import { qrPath } from "@/lib/qr_path.ts";
import { define } from "@/utils.ts";
import { askPassword } from "../(_pages)/confirm_screen.tsx";
import { type Frame, frameOf } from "../(_pages)/frame.ts";
import { Shell } from "../(_pages)/shell.tsx";

interface DeviceData {
  frame: Frame;
  /** The link that was just made: it is to be seen this once. */
  link: NewLink | undefined;
}

export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    return page<DeviceData>({ frame: await frameOf(ctx.state), link: undefined });
  },

  async POST(ctx) {
    const { session, services, caller } = ctx.state;
    if (!session) return ctx.redirect("/", 303);
    const form = await readForm(ctx.req);
    try {
      const { links } = services;
      const link = await links.makeDevice(session, links.origin(caller));
      return page<DeviceData>({ frame: await frameOf(ctx.state), link });
    } catch (error) {
      const asks = error instanceof ChatError && error.code === "forbidden" &&
        error.field === "password";
      if (!asks) throw error;
      return await askPassword(ctx, { form });
    }
  },
});

/** Makes the link that signs another device in, and shows it, as a picture for a camera too. */
export default define.page<typeof handler>(function DevicePage({ data, req, state, url }) {
  const { frame, link } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("settings");
  return (
    <Shell
      {...{ state, url, frame, speech }}
      page="settings"
      title={texts.say("device.title")}
      back={{ href: "/ajustes#aparelhos", label: texts.say("device.back") }}
    >
      <div class="page">
        <p>{texts.say(link ? "device.lead" : "sessions.link.lead")}</p>
        <p class="hint">{texts.say("device.what")}</p>
        {link && (
          <div class="card to-scan">
            <Qr {...qrPath(link.url)} label={texts.say("device.qr", { url: link.url })} />
            <p class="addr">{link.url}</p>
            <p>
              {texts.say("device.until", {
                time: texts.dates.time(new Date(link.expiresAt).toISOString()),
              })}
            </p>
          </div>
        )}
        <form class="form" method="post" action="/ajustes/aparelho">
          <button
            class={link ? "btn" : "btn main"}
            type="submit"
            name="do"
            value="make"
          >
            {texts.say(link ? "device.again" : "device.make")}
          </button>
        </form>
      </div>
    </Shell>
  );
});

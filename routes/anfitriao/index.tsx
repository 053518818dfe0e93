import { page } from "fresh";
import { AuditLog } from "@/components/host/AuditLog.tsx";
import { DeskNews } from "@/components/rail/DeskNews.tsx";
import { Button, ButtonLink } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { FileLimitForm } from "@/components/files/FileLimitForm.tsx";
import { KnockList } from "@/components/room/KnockList.tsx";
import { Parts } from "@/components/ui/Parts.tsx";
import { Qr } from "@/components/ui/Qr.tsx";
import { ReportList } from "@/components/host/ReportList.tsx";
import { ResidentList } from "@/components/host/ResidentList.tsx";
import { Section } from "@/components/ui/Section.tsx";
import { ServerForms } from "@/components/host/ServerForms.tsx";
import { deviceName } from "@/components/settings/SessionList.tsx";
import { isAllowed, mayHost } from "@/lib/chat/policy.ts";
import { type PageSpeech, speechFor } from "@/lib/i18n/speech_for.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireRole } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";
import { carryOut, complaintAt } from "../(_pages)/deeds.tsx";
import { type HostData, hostData } from "../(_pages)/host_data.ts";
import { hostDeeds } from "../(_pages)/host_deeds.ts";
import { Shell } from "../(_pages)/shell.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    return page(await hostData(ctx));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    requireRole(ctx.state, "moderator");
    const outcome = await carryOut(ctx, hostDeeds(ctx.state));
    if (outcome instanceof Response) return outcome;
    return page(await hostData(ctx, outcome), { status: outcome.status });
  },
});

const PARTS = [
  ["porta", "knocks"],
  ["denuncias", "reports"],
  ["pessoas", "people"],
  ["conversa-toda", "server"],
  ["registro", "log"],
] as const;

/** The page of those who look after the chat. */
export default define.page<typeof handler>(function HostPage({ data, req, state, url }) {
  const speech = speechFor(state.locale, req);
  const texts = speech.of("host");
  const { frame, flash, knocks, reports } = data;
  const now = Date.now();
  const part = { data, speech, now };
  return (
    <Shell {...{ state, url, frame, speech, flash }} page="host" title={texts.say("title")}>
      <div class="page wide-page prefs">
        <Parts
          label={texts.say("parts")}
          parts={PARTS.map(([id, key]) => ({ id, label: texts.say(key) }))}
        />
        <div>
          <DeskNews waiting={frame.waiting ?? 0} texts={texts} />
          <Section id="porta" title={<Counted text={texts.say("knocks")} n={knocks.length} />}>
            <KnockList
              {...{ knocks, now, texts }}
              deviceName={(device) => deviceName(device, speech.of("settings"))}
              wrong={complaintAt(data.refused, {
                deeds: ["letin", "turnaway"],
                words: { not_found: texts.say("knocks.gone") },
                speech,
              })}
            />
          </Section>
          <Section
            id="denuncias"
            title={<Counted text={texts.say("reports")} n={reports.length} />}
          >
            <ReportList
              {...{ reports, now, texts }}
              people={speech.of("people")}
              wrong={complaintAt(data.refused, { deeds: ["close", "delete"], speech })}
            />
          </Section>
          <PeoplePart {...part} />
          <ServerPart {...part} />
          <Section id="registro" title={texts.say("log")}>
            <AuditLog
              {...{ now, texts }}
              here="/anfitriao"
              entries={data.entries}
              me={frame.me}
              before={data.before}
              past={data.past}
              people={speech.of("people")}
              rooms={speech.of("rooms")}
            />
          </Section>
        </div>
      </div>
    </Shell>
  );
});

interface PartProps {
  data: HostData;
  speech: PageSpeech;
  now: number;
}

function Counted({ text, n }: { text: string; n: number }) {
  return <>{text} {n > 0 && <span class="count at">{n}</span>}</>;
}

function PeoplePart({ data, speech, now }: PartProps) {
  const { residents, query, after, refused, about, frame } = data;
  const texts = speech.of("host");
  const people = speech.of("people");
  const text = complaintAt(refused, {
    deeds: ["role", "mute", "unmute", "ban", "unban", "release"],
    words: {
      "role.password": texts.say("role.password"),
      "role.conflict": texts.say("role.last"),
      "release.conflict": texts.say("release.wrote"),
      forbidden: texts.say("peer"),
    },
    speech,
  });
  const search = query === "" ? "" : `q=${encodeURIComponent(query)}&`;
  return (
    <Section id="pessoas" title={texts.say("people")}>
      <form class="row-form" method="get" action="/anfitriao#pessoas">
        <Field id="procurar" name="q" type="search" label={people.say("search")} value={query} />
        <Button>{people.say("search.submit")}</Button>
      </form>
      <ResidentList
        {...{ residents, query, now, texts, people }}
        me={frame.me}
        refused={text === undefined ? undefined : { user: about, text }}
      />
      {after !== undefined && (
        <ButtonLink href={`/anfitriao?${search}depois=${after}#pessoas`}>
          {people.say("more")}
        </ButtonLink>
      )}
    </Section>
  );
}

function FilePart({ data, speech }: Omit<PartProps, "now">) {
  const { settings: limits, fixed, room, refused, frame } = data;
  const texts = speech.of("host");
  const text = complaintAt(refused, {
    deeds: ["files"],
    words: {
      invalid: texts.say("files.unfit"),
      conflict: texts.say("server.fixed"),
      forbidden: texts.say("server.read"),
    },
    speech,
  });
  return (
    <FileLimitForm
      {...{ limits, room, fixed, texts }}
      edits={isAllowed(() => mayHost(frame.me))}
      typed={text === undefined ? undefined : refused?.form}
      wrong={text === undefined ? undefined : { field: refused?.field, text }}
    />
  );
}

function ServerPart({ data, speech }: PartProps) {
  const { settings, fixed, invite, refused, frame } = data;
  const texts = speech.of("host");
  const words = {
    "code.invalid": texts.say("server.code.unfit"),
    conflict: texts.say("server.fixed"),
    forbidden: texts.say("server.read"),
  };
  const wrong = (...deeds: string[]) => complaintAt(refused, { deeds, words, speech });
  return (
    <Section id="conversa-toda" title={texts.say("server")}>
      <ServerForms
        {...{ settings, fixed, texts }}
        edits={isAllowed(() => mayHost(frame.me))}
        code={refused?.deed === "code"
          ? fieldOf(refused.form, "joinCode")
          : settings.joinCode ?? ""}
        wrongCode={wrong("code", "newcode", "nocode")}
        wrong={wrong("server")}
      />
      <FilePart {...{ data, speech }} />
      {invite && (
        <>
          <h3>{texts.say("server.invite")}</h3>
          <p class="hint">{texts.say("server.invite.lead")}</p>
          <div class="card to-scan">
            <Qr {...invite} label={texts.say("server.qr", { url: invite.url })} />
            <p class="addr">{invite.url}</p>
          </div>
        </>
      )}
    </Section>
  );
}

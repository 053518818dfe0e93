import { useEffect, useMemo } from "preact/hooks";
import { Switcher as View, type SwitcherOption } from "@/components/keys/Switcher.tsx";
import { glyphOf } from "@/components/rail/glyph.ts";
import { roomName } from "@/components/rail/named.ts";
import { Face } from "@/components/ui/Face.tsx";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import { Marked } from "@/components/ui/Marked.tsx";
import { Told } from "@/components/ui/Told.tsx";
import { systemClock } from "@/lib/chat/clock.ts";
import type { Room } from "@/lib/chat/model.ts";
import { slugIn } from "@/lib/client/api_answers.ts";
import { askApi } from "@/lib/client/ask_api.ts";
import { BackStep } from "@/lib/client/back_step.ts";
import { Finder, type Place, type PlaceGroup, type Way } from "@/lib/client/finder.ts";
import { findMessages, findPeople } from "@/lib/client/found_places.ts";
import { recentRooms } from "@/lib/client/recent_rooms.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import { ownZone } from "@/lib/i18n/preferences.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { keyWords } from "./key_words.ts";
import { showOverPage } from "./over_page.ts";
import type { ShortcutPlace } from "./run_shortcut.ts";

const MOST_MESSAGES = 5;
const WAY_ICONS: Readonly<Record<string, IconName>> = {
  ...{ "/salas": "hash", "/conversar": "users", "/busca": "search" },
  ...{ "/mencoes": "at", "/guardadas": "keep", "/ajustes": "gear" },
};
/** Where it covers the page, and the way back closes it. */
const NARROW = "(max-width: 40rem)";

/** Opens the way to any room, person or message. */
export async function openSwitcher(place: ShortcutPlace): Promise<void> {
  const { locale } = place.speech;
  const texts = await keyWords(locale);
  // It may have been asked for twice before it came.
  if (document.querySelector("dialog[open]")) return;
  const said = new Speech<"keys">({ locale, texts, zone: ownZone() });
  showOverPage((close) => <Switcher {...{ place, said, close }} />);
}

interface SwitcherProps {
  place: ShortcutPlace;
  said: Speech<"keys">;
  close: () => void;
}

function Switcher({ place, said, close }: SwitcherProps) {
  const { live, speech } = place;
  const way = useMemo(() => matchMedia(NARROW).matches ? new BackStep(close) : undefined, []);
  useEffect(() => {
    const listening = new AbortController();
    way?.start(listening.signal);
    return () => listening.abort();
  }, []);
  // Its own entry in the history is not come back to.
  const go = (path: string) => way ? location.replace(path) : location.assign(path);
  const nameOf = (room: Room) => roomName(room, speech.say("gone"));
  const finder = useMemo(() =>
    new Finder({
      rooms: live.rooms,
      current: place.current,
      me: live.feed.me.value.id,
      recent: recentRooms(),
      ways: waysFor(said, speech),
      nameOf,
      people: findPeople,
      messages: (query, signal) => findMessages(query, { most: MOST_MESSAGES, signal }),
      clock: systemClock,
    }), []);
  useEffect(() => () => finder.stop(), []);
  const groups = finder.groups.value;
  const all = groups.flatMap(({ places }) => places);
  return (
    <View
      text={finder.text.value}
      groups={groups.map((group) => ({
        label: said.say(`to.${group.sort}`),
        options: group.places.map((one) => optionOf(one, { nameOf, said, place })),
      }))}
      chosen={finder.chosen.value?.key}
      none={isAlone(finder, groups) ? said.say("to.empty") : undefined}
      note={noteOf(finder, groups, said)}
      count={said.say("to.count", { n: all.length })}
      words={{ title: said.say("to"), field: said.say("to.field"), close: said.say("close") }}
      type={(text) => finder.type(text)}
      step={(by) => finder.step(by)}
      take={(key) => {
        const chosen = all.find((one) => one.key === key);
        if (chosen) void follow(chosen, { finder, go });
      }}
      close={() => way ? way.leave() : close()}
    />
  );
}

/** The pages that are no rooms, but for the one that is open. */
function waysFor(said: Speech<"keys">, rail: Speech<"rail">): Way[] {
  return [
    { href: "/salas", name: rail.say("browse") },
    { href: "/conversar", name: rail.say("start") },
    { href: "/busca", name: said.say("way.search") },
    { href: "/mencoes", name: said.say("way.mentions") },
    { href: "/guardadas", name: said.say("way.saved") },
    { href: "/ajustes", name: rail.say("settings") },
  ].filter(({ href }) => href !== location.pathname);
}

/** Whether there is no other room to offer. */
function isAlone({ text }: Finder, groups: readonly PlaceGroup[]): boolean {
  return text.value.trim() === "" && groups.every(({ sort }) => sort === "ways");
}

function noteOf(finder: Finder, groups: readonly PlaceGroup[], said: Speech<"keys">): string {
  if (finder.refused.value) return said.say("to.refused");
  if (finder.state.value === "failed") return said.say("to.failed");
  if (finder.state.value === "busy") return said.say("to.busy");
  const none = groups.every(({ sort }) => sort === "search");
  return none && finder.text.value.trim() !== "" ? said.say("to.none") : hintFor(said);
}

/** With fingers there are no keys to tell of. */
function hintFor(said: Speech<"keys">): string {
  return matchMedia("(pointer: coarse)").matches ? "" : said.say("to.hint");
}

interface Drawing {
  nameOf: (room: Room) => string;
  said: Speech<"keys">;
  place: ShortcutPlace;
}

function optionOf(one: Place, { nameOf, said, place }: Drawing): SwitcherOption {
  const { key } = one;
  switch (one.kind) {
    case "room":
      return {
        key,
        icon: faceOf(one.room),
        name: <bdi>{nameOf(one.room)}</bdi>,
        about: aboutRoom(one.room, place.speech),
      };
    case "person":
      return {
        key,
        icon: <Face person={one.user} size="s" />,
        name: <bdi>{one.user.name}</bdi>,
        about: said.say("to.start"),
      };
    case "message": {
      const { message, snippet, marks } = one.found;
      const who = message.author.name || place.speech.say("gone");
      return {
        key,
        icon: <Face person={message.author} size="s" />,
        name: (
          <span dir="auto">
            <Marked text={snippet} marks={marks} />
          </span>
        ),
        about: (
          <Told
            text={said.say("to.where", { who: isolate(who), room: isolate(nameOf(one.room)) })}
          />
        ),
      };
    }
    case "way":
      return { key, icon: <Icon name={WAY_ICONS[one.way.href]!} />, name: one.way.name };
    case "search":
      return {
        key,
        icon: <Icon name="search" />,
        name: <Told text={said.say("to.all", { query: isolate(one.query) })} />,
      };
  }
}

function faceOf({ kind, with: others = [] }: Room) {
  return kind === "direct" && others.length === 1
    ? <Face person={others[0]!} size="s" />
    : <Icon name={glyphOf(kind)} />;
}

function aboutRoom({ unread, mentions, joined }: Room, rail: Speech<"rail">): string | undefined {
  if (!joined) return undefined;
  if (mentions > 0) return rail.say("mentions", { n: mentions });
  return unread > 0 ? rail.say("unread", { n: unread }) : undefined;
}

async function follow(
  one: Place,
  { finder, go }: { finder: Finder; go: (path: string) => void },
): Promise<void> {
  switch (one.kind) {
    case "room":
      return go(`/r/${one.room.slug}`);
    case "message":
      return go(`/r/${one.room.slug}/${one.found.message.seq}`);
    case "way":
      return go(one.way.href);
    case "search":
      return go(`/busca?q=${encodeURIComponent(one.query)}`);
    case "person": {
      finder.refused.value = false;
      const body = { user: one.user.id };
      const answer = await askApi("direct", { method: "POST", body }).catch(() => undefined);
      const slug = slugIn(answer);
      if (slug === undefined) finder.refused.value = true;
      else go(`/r/${slug}`);
    }
  }
}

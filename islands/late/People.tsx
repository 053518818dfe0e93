import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button, ButtonLink } from "@/components/ui/Button.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { tip } from "@/components/ui/tip.ts";
import { Members, type ShownMember } from "@/components/room/MemberList.tsx";
import { PanelWait } from "@/components/panel/PanelWait.tsx";
import { plainFold } from "@/lib/chat/plain_fold.ts";
import { PartHead } from "./PartHead.tsx";
import type { PartProps } from "./panel_parts.ts";
import { PartTitle } from "./PartTitle.tsx";
import { shownMembers } from "./shown_members.ts";

/** So many are drawn at once, and more by a button. */
const DRAWN = 100;

/** Who is in the room: here now, and not. */
export function People(props: PartProps) {
  const { talk, desk: { members }, words: { panel, people }, speech } = props;
  const query = useSignal("");
  const drawn = useSignal(DRAWN);
  useEffect(() => {
    if (members.state.value !== "there") void members.refresh();
  }, []);
  const wanted = plainFold(query.value.trim());
  const all = shownMembers(props);
  const found = all.filter(({ user }) => plainFold(user.name).includes(wanted));
  const isOut = ({ presence }: ShownMember) => presence === "out";
  const state = members.state.value;
  const n = all.length;
  return (
    <>
      <PartHead
        {...props}
        title={people.say("title")}
        count={n > 0 ? people.say("count", { n }) : undefined}
      />
      <div class="scroll part" tabIndex={0} role="group" aria-label={people.say("title")}>
        {n === 0
          ? state !== "there" && (
            <PanelWait
              {...{ speech, panel }}
              state={state === "failed" ? "failed" : "busy"}
              cutOff={talk.feed.cutOff.value}
              shape="people"
              again={() => void members.refresh()}
            />
          )
          : (
            <search>
              <div class="in">
                <Icon name="search" />
                <input
                  type="search"
                  dir="auto"
                  value={query.value}
                  placeholder={people.say("search")}
                  aria-label={people.say("search")}
                  autocomplete="off"
                  onInput={({ currentTarget: { value } }) => query.value = value}
                />
              </div>
            </search>
          )}
        {n > 0 && found.length === 0 && <p class="none">{people.say("search.none")}</p>}
        <Standing
          {...props}
          title={people.say("here")}
          members={found.filter((one) => !isOut(one)).slice(0, drawn.value)}
        />
        <Standing
          {...props}
          title={people.say("out")}
          members={found.filter(isOut).slice(0, drawn.value)}
        />
        {found.length > drawn.value && (
          <Button
            wide
            type="button"
            onClick={() => drawn.value += DRAWN}
          >
            {people.say("more")}
          </Button>
        )}
        <ButtonLink small wide href={`${thereOf(props)}/pessoas`}>
          {panel.say("people.care")}
        </ButtonLink>
      </div>
    </>
  );
}

interface StandingProps extends PartProps {
  title: string;
  members: readonly ShownMember[];
}

/** Those who are here, or those who are not. */
function Standing(props: StandingProps) {
  const { talk, way, title, members, words: { panel, people } } = props;
  if (members.length === 0) return null;
  return (
    <section>
      <PartTitle way={way}>
        {title} <span class="num">{members.length}</span>
      </PartTitle>
      <Members
        members={members}
        now={talk.today.value}
        texts={people}
        act={({ user, me }) =>
          !me && user.name !== "" && (
            <form method="post" action={`${thereOf(props)}/pessoas`}>
              <input type="hidden" name="user" value={user.id} />
              <button
                class="ib"
                type="submit"
                name="do"
                value="talk"
                {...tip(panel.say("people.talk", { name: user.name }))}
              >
                <Icon name="thread" />
              </button>
            </form>
          )}
      />
    </section>
  );
}

function thereOf({ talk }: PartProps): string {
  return `/r/${talk.life.room.value.slug}`;
}

import { Button } from "@/components/ui/Button.tsx";
import type { ListPage, PagedList } from "@/lib/client/paged_list.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface MoreProps<Row, Page extends ListPage<Row>> {
  list: PagedList<Row, Page>;
  speech: Speech<"chat">;
  panel: Speech<"panel">;
}

/** The way to the rest of a list, if there is any. */
export function More<Row, Page extends ListPage<Row>>(
  { list, speech, panel }: MoreProps<Row, Page>,
) {
  if (list.page.value?.next === undefined) return null;
  return (
    <MoreButton
      state={list.more.value === "there" ? "idle" : list.more.value}
      text={panel.say("more")}
      load={() => void list.loadMore()}
      {...{ speech, panel }}
    />
  );
}

interface MoreButtonProps {
  state: "idle" | "busy" | "failed";
  text: string;
  load: () => void;
  speech: Speech<"chat">;
  panel: Speech<"panel">;
}

/** A button that brings more: it says when that is on its way, and when it could not come. */
export function MoreButton({ state, text, load, speech, panel }: MoreButtonProps) {
  const isBusy = state === "busy";
  return (
    <div class="older">
      {state === "failed" && <p role="alert">{panel.say("more.failed")}</p>}
      {/* Not `disabled`: the button has the focus, and is to keep it. */}
      <Button
        type="button"
        aria-disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => isBusy || load()}
      >
        {isBusy ? speech.say("load.busy") : state === "failed" ? speech.say("message.retry") : text}
      </Button>
    </div>
  );
}

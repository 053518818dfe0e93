import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";

interface FilesFormProps {
  here: string;
  text: string;
  /** What else the page was asked for, and is asked for again: name and value. */
  kept: Readonly<Record<string, string>>;
  order: string;
  orders: readonly { value: string; label: string }[];
  /** Whose files are shown, and the page with everybody's. */
  from: { name: string; without: string } | undefined;
  texts: Speech<"files">;
}

/** Which of a room's files are shown, and in which order. */
export function FilesForm({ here, text, kept, order, orders, from, texts }: FilesFormProps) {
  return (
    <search>
      <form class="row-form narrowing" method="get" action={here}>
        <div class="in">
          <Icon name="search" />
          <input
            type="search"
            name="nome"
            value={text}
            dir="auto"
            placeholder={texts.say("find")}
            aria-label={texts.say("find")}
            autocomplete="off"
            enterkeyhint="search"
          />
        </div>
        <div class="in">
          <select name="ordem" aria-label={texts.say("order")}>
            {orders.map(({ value, label }) => (
              <option key={value} value={value} selected={value === order}>{label}</option>
            ))}
          </select>
        </div>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button>{texts.say("show")}</Button>
      </form>
      {from && (
        <a
          class="filter"
          href={from.without}
          aria-label={texts.say("from.remove", { name: from.name })}
          title={texts.say("from.remove", { name: from.name })}
        >
          <span>
            {texts.say("from")}: <bdi>{from.name}</bdi>
          </span>
          <Icon name="x" small />
        </a>
      )}
    </search>
  );
}

import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";

/** A filter that is in force: as it is shown, as it is written, and the page without it. */
export interface Chip {
  text: string;
  source: string;
  without: string;
}

interface SearchFormProps {
  words: string;
  chips: readonly Chip[];
  /** The order, where it is not the usual one. */
  order: string | undefined;
  /** The names under which the form sends what it holds. */
  fields: { words: string; filter: string; order: string };
  /** What is wrong with the search. */
  wrong: string | undefined;
  texts: Speech<"search">;
}

/** The line to type a search into, and its filters, each with a way to be rid of it. */
export function SearchForm({ words, chips, order, fields, wrong, texts }: SearchFormProps) {
  return (
    <search>
      <form method="get" action="/busca" class="row-form">
        <div class={wrong === undefined ? "in big" : "in big is-bad"}>
          <Icon name="search" />
          <input
            type="search"
            name={fields.words}
            value={words}
            aria-label={texts.say("label")}
            dir="auto"
            autofocus
            autocomplete="off"
            enterkeyhint="search"
            {...wrong === undefined
              ? {}
              : { "aria-invalid": true, "aria-describedby": "busca-erro" }}
          />
        </div>
        {chips.map(({ source }) => (
          <input key={source} type="hidden" name={fields.filter} value={source} />
        ))}
        {order !== undefined && <input type="hidden" name={fields.order} value={order} />}
        <Button kind="main">{texts.say("submit")}</Button>
      </form>
      {wrong !== undefined && <Complaint id="busca-erro" text={wrong} />}
      {chips.length > 0 && <Chips chips={chips} texts={texts} />}
    </search>
  );
}

function Chips({ chips, texts }: Pick<SearchFormProps, "chips" | "texts">) {
  return (
    <ul class="filters" aria-label={texts.say("filters")}>
      {chips.map(({ text, source, without }) => (
        <li key={source}>
          <a
            class="filter"
            href={without}
            aria-label={texts.say("filter.remove", { filter: text })}
            title={texts.say("filter.remove", { filter: text })}
          >
            <bdi>{text}</bdi>
            <Icon name="x" small />
          </a>
        </li>
      ))}
    </ul>
  );
}

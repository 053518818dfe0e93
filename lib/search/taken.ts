import type { SearchStore } from "@/lib/chat/store.ts";
import type { Turnstile } from "@/lib/chat/turnstile.ts";

/** A store whose calls wait for their turn, each by itself: so searches share what there is. */
export function taken(store: SearchStore, turnstile: Turnstile): SearchStore {
  return {
    termIds: (terms) => turnstile.pass(() => store.termIds(terms)),
    termsFrom: (id, limit) => turnstile.pass(() => store.termsFrom(id, limit)),
    count: (terms, most) => turnstile.pass(() => store.count(terms, most)),
    edge: (terms, options) => turnstile.pass(() => store.edge(terms, options)),
    window: (window) => turnstile.pass(() => store.window(window)),
    texts: (places) => turnstile.pass(() => store.texts(places)),
    messages: (places, viewer) => turnstile.pass(() => store.messages(places, viewer)),
  };
}

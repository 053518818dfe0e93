import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { tendPage } from "@/lib/client/tend_page.ts";
import { relativeName } from "@/lib/i18n/relative_name.ts";

interface PageLifeProps {
  /** Milliseconds since the epoch, by the server. */
  now: number;
  /** What is said while something takes a while. */
  text: string;
}

/** Keeps a page that is no room alive; see `tendPage`. */
export default function PageLife({ now, text }: PageLifeProps) {
  const busy = useSignal(false);
  useEffect(() => {
    const life = new AbortController();
    const { lang } = document.documentElement;
    tendPage(document, {
      now,
      tell: (is) => busy.value = is,
      seen: (at, from) => relativeName(at, from, lang),
    }, life.signal);
    return () => life.abort();
  }, []);
  return <p class="sr" role="status">{busy.value && text}</p>;
}

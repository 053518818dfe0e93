import { isolatesIn } from "@/lib/i18n/isolate.ts";

/**
 * A sentence with names in it that keep their own direction: elements in the place of signs, which
 * would go along with what is copied.
 */
export function Told({ text }: { text: string }) {
  return (
    <>
      {isolatesIn(text).map((part, index) => index % 2 ? <bdi key={index}>{part}</bdi> : part)}
    </>
  );
}

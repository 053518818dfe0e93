import { writeByteSize } from "@/lib/chat/byte_size.ts";

/** A size to the byte, as people of a language write it: "1,5 GB"; `sizeName` is for those who only look. */
export function exactSize(bytes: number, locale: string): string {
  const text = writeByteSize(bytes);
  return locale === "en" ? text : text.replace(".", ",");
}

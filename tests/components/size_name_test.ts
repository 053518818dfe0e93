import { expect } from "expect";
import { sizeName } from "@/components/ui/size_name.ts";

const KIB = 1_024;

Deno.test("a size is said in the unit that fits, as the language writes it", () => {
  const said = (bytes: number, locale = "pt-BR") => sizeName(bytes, locale).replace(/\s/g, " ");
  expect(said(0)).toBe("0 byte");
  expect(said(1)).toBe("1 byte");
  expect(said(1_023)).toBe("1.023 bytes");
  expect(said(KIB)).toBe("1 kB");
  expect(said(1.26 * KIB ** 2)).toBe("1,3 MB");
  expect(said(164.4 * KIB ** 2)).toBe("164 MB");
  expect(said(2 * KIB ** 3)).toBe("2 GB");
  expect(said(5_000 * KIB ** 4)).toBe("5.000 TB");
  expect(said(1.26 * KIB ** 2, "en")).toBe("1.3 MB");
});

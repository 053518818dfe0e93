import { expect } from "expect";
import { render } from "preact-render-to-string";
import { h } from "preact";
import { asWritten } from "@/lib/fresh/runtime/client/as_written.ts";

Deno.test("props are as the attributes that the server has written for them", () => {
  const props = { tabIndex: -1, "data-seq": 7, dateTime: "2026-11-20", rows: 1, hidden: true };
  const html = render(h("time", { ...props }));
  const written: Record<string, unknown> = { ...props };
  asWritten(written);
  const { tabIndex: _, dateTime: __, ...others } = props;
  const texts = { tabindex: "-1", "data-seq": "7", datetime: "2026-11-20" };
  expect(written).toEqual({ ...others, ...texts });
  for (const [name, text] of Object.entries(texts)) expect(html).toContain(`${name}="${text}"`);
});

Deno.test("a number that is a property of its element stays one", () => {
  const props = { value: 3, max: 5, children: 7 };
  asWritten(props);
  expect(props).toEqual({ value: 3, max: 5, children: 7 });
});

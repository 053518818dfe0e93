import { expect } from "expect";
import { DOMParser } from "linkedom";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { Count, Tag } from "@/components/ui/Badge.tsx";
import { Button, ButtonLink, IconLink } from "@/components/ui/Button.tsx";
import { Menu } from "@/components/ui/Menu.tsx";
import { Skeleton } from "@/components/ui/Skeleton.tsx";
import { Tabs } from "@/components/ui/Tabs.tsx";

function shown(what: ComponentChildren) {
  const html = `<html><body>${renderToString(<>{what}</>)}</body></html>`;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return {
    body,
    of: (selector: string, name: string) => body.querySelector(selector)?.getAttribute(name),
  };
}

Deno.test("Button: sends its form with what it asks, unless it says otherwise", () => {
  const { of } = shown(<Button kind="bad" small deed="erase">Apagar</Button>);
  expect(of("button", "class")).toBe("btn bad small");
  expect([of("button", "type"), of("button", "name"), of("button", "value")])
    .toEqual(["submit", "do", "erase"]);
  const plain = shown(<Button type="button">Fechar</Button>);
  expect([plain.of("button", "type"), plain.of("button", "name")]).toEqual(["button", null]);
  expect(shown(<ButtonLink href="/salas">Ver</ButtonLink>).of("a", "class")).toBe("btn");
});

Deno.test("IconLink: its name is said to ears, and shown to those who come by keys", () => {
  const { of } = shown(<IconLink href="/ajustes" icon="gear" label="Ajustes" here />);
  expect([of("a", "aria-label"), of("a", "data-tip"), of("a", "title")])
    .toEqual(["Ajustes", "Ajustes", null]);
  expect(of("a", "aria-current")).toBe("page");
  expect(of("svg", "aria-hidden")).toBe("true");
});

Deno.test("Menu: a button opens what follows it, without a script", () => {
  const { body, of } = shown(
    <Menu id="mais" label="O que fazer" icon="more" list>
      <button type="submit">Conversar</button>
    </Menu>,
  );
  expect(of("button", "popovertarget")).toBe("mais");
  expect(of("button", "type")).toBe("button");
  const menu = body.querySelector("button + [popover]");
  expect([menu?.id, menu?.getAttribute("popover")]).toEqual(["mais", "auto"]);
  expect(menu?.getAttribute("aria-label")).toBe("O que fazer");
  expect(menu?.textContent).toBe("Conversar");
});

Deno.test("Tabs: links, of which one leads to where one is", () => {
  const tabs = [
    { href: "/a", label: "Tudo", here: false },
    { href: "/b", label: "Imagens", here: true },
  ];
  const { body, of } = shown(<Tabs label="Tipos" tabs={tabs} />);
  expect(of("nav", "aria-label")).toBe("Tipos");
  expect([...body.querySelectorAll("[aria-current=page]")].map((one) => one.textContent))
    .toEqual(["Imagens"]);
});

Deno.test("Count and Tag: what is urgent, one's own or to be looked at has another look", () => {
  expect(shown(<Count n={3} />).of("span", "class")).toBe("count");
  expect(shown(<Count n={3} urgent />).of("span", "class")).toBe("count at");
  expect(shown(<Tag>novo</Tag>).of("span", "class")).toBe("tag");
  expect(shown(<Tag kind="warn">novo</Tag>).of("span", "class")).toBe("tag warn");
});

Deno.test("Skeleton: has the shape of what comes, and says nothing", () => {
  const { body, of } = shown(<Skeleton shape="messages" n={2} />);
  expect(of(".bones", "aria-hidden")).toBe("true");
  expect(body.querySelectorAll(".bone.round").length).toBe(2);
  expect(body.textContent).toBe("");
  expect(shown(<Skeleton />).body.querySelectorAll(".bone").length).toBe(3);
});

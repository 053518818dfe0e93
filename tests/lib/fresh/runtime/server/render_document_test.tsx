import { App } from "fresh";
import { Head, Partial } from "fresh/runtime";
import { expect } from "expect";
import { captureConsole } from "../../captured_console.ts";
import { jsxAttr, jsxTemplate } from "preact/jsx-runtime";
import type { ComponentChildren, ComponentType, FunctionComponent, VNode } from "preact";
import { setBuildCache } from "../../../../../lib/fresh/app.ts";
import { EmptyBuildCache } from "../../../../../lib/fresh/build_cache.ts";
import { BUILD_ID } from "../../../../../lib/fresh/build_id.ts";
import { FakeServer } from "../../../../../lib/fresh/test_utils.ts";

const NAV = "f-client-nav";

function Wrapper({ Component }: { Component: () => ComponentChildren }) {
  return (
    <html lang="pt-BR">
      <head>
        <meta charset="utf-8" />
        <title>antes</title>
        <meta name="cor" content="antes" />
        <style key="a">antes</style>
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
}

async function render(vnode: VNode, path = "/salas/geral"): Promise<string> {
  const app = new App().appWrapper(Wrapper as never).get("/salas/:id", (ctx) => ctx.render(vnode));
  return await (await new FakeServer(app.handler()).get(path)).text();
}

const withoutNonces = (html: string) => html.replaceAll(/ nonce="[^"]*"/g, "");

Deno.test("Head replaces what means the same, in its place, and adds the rest", async () => {
  const html = await render(
    <>
      <Head>
        <title>depois</title>
        <meta name="cor" content="depois" />
        <style key="a">depois</style>
        <link rel="icon" href="/a.png" />
      </Head>
      <p>corpo</p>
    </>,
  );
  expect(withoutNonces(html)).toBe(
    '<!DOCTYPE html><html lang="pt-BR"><head><meta charset="utf-8"/><title>depois</title>' +
      '<meta name="cor" content="depois"/><style data-key="a">depois</style>' +
      '<link rel="icon" href="/a.png"/></head><body><p>corpo</p></body></html>',
  );
});

Deno.test("the last of two Heads wins, through components", async () => {
  const Title = ({ text }: { text: string }) => <title>{text}</title>;
  const html = await render(
    <>
      <Head>
        <Title text="um" />
      </Head>
      <Head>
        <Title text="dois" />
      </Head>
    </>,
  );
  expect(html.match(/<title>.*<\/title>/)?.[0]).toBe("<title>dois</title>");
});

Deno.test("Head works below a head of the same tree", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <html>
        <head />
        <body>
          <Head>
            <title>tarde</title>
          </Head>
        </body>
      </html>,
    ));
  const html = await (await new FakeServer(app.handler()).get("/")).text();
  expect(html).toContain("<head><title>tarde</title></head>");
});

Deno.test("every inline script and style gets the nonce of the answer, unless it has one", async () => {
  const html = await render(
    <>
      <script>ana()</script>
      <script nonce="own">bruno()</script>
    </>,
  );
  const nonces = [...html.matchAll(/nonce="([^"]*)"/g)].map(([, nonce]) => nonce);
  expect(nonces.length).toBe(3);
  expect(new Set(nonces).size).toBe(2);
  expect(nonces).toContain("own");
});

Deno.test("images are tied to the build, unless they say no", async () => {
  const keep = { "data-fresh-disable-lock": "" };
  const html = await render(
    <>
      <img src="/a.png" srcset="/a.png 1x" />
      <source src="/b.mp4" />
      <img src="/c.png" {...keep} />
      <img src="https://cdn/d.png" />
    </>,
  );
  expect(html).toContain(
    `src="/a.png?__frsh_c=${BUILD_ID}" srcset="/a.png?__frsh_c=${BUILD_ID} 1x"`,
  );
  expect(html).toContain(`src="/b.mp4?__frsh_c=${BUILD_ID}"`);
  expect(html).toContain('src="/c.png"');
  expect(html).toContain('src="https://cdn/d.png"');
});

Deno.test("links to this page and to those above are marked", async () => {
  const html = await render(
    <>
      <a href="/salas/geral/#fim">a</a>
      <a href="/salas/">b</a>
      <a href="/">c</a>
      <a href="/sal">d</a>
      <a href="/salas/geral" aria-current="step">e</a>
      <a href="https://a/salas">f</a>
    </>,
  );
  expect(html).toContain('<a href="/salas/geral/#fim" data-current="true" aria-current="page">a');
  expect(html).toContain('<a href="/salas/" data-ancestor="true" aria-current="true">b');
  expect(html).toContain('<a href="/" data-ancestor="true" aria-current="true">c');
  expect(html).toContain('<a href="/sal">d');
  expect(html).toContain('<a href="/salas/geral" aria-current="step">e');
  expect(html).toContain('<a href="https://a/salas">f');
});

Deno.test("a link with another query leads above this page, one without any leads here", async () => {
  const links = (
    <>
      <a href="/salas/geral?por=nome">a</a>
      <a href="/salas/geral?por=data">b</a>
      <a href="/salas/geral">c</a>
    </>
  );
  const html = await render(links, "/salas/geral?por=nome");
  expect(html).toContain('?por=nome" data-current="true" aria-current="page">a');
  expect(html).toContain('?por=data" data-ancestor="true" aria-current="true">b');
  expect(html).toContain('geral" data-current="true" aria-current="page">c');
});

Deno.test("JSX that the app keeps is rendered for each request as if it were new", async () => {
  const kept = (
    <>
      <Head>
        <title>Salas</title>
      </Head>
      <a href="/salas/cozinha">cozinha</a>
      <script>ana()</script>
    </>
  );
  const first = await render(kept, "/salas/cozinha");
  const second = await render(kept, "/salas/geral");
  expect(first).toContain('<a href="/salas/cozinha" data-current="true" aria-current="page">');
  expect(second).toContain('<a href="/salas/cozinha">');
  expect(second).toContain("<title>Salas</title>");
  const nonces = [first, second].map((html) => html.match(/<script nonce="(.+?)"/)?.[1]);
  expect(nonces[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(nonces[1]).not.toBe(nonces[0]);
});

Deno.test("an element with a key tells it in the head, so that an island may replace it", async () => {
  const html = await render(<p>corpo</p>);
  expect(html).toMatch(/<style [^>]*data-key="a">antes<\/style>/);
});

Deno.test("precompiled JSX tells the renderer of f-client-nav", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      jsxTemplate(["<p ", "><b ", ">oi</b></p>"], jsxAttr(NAV, true), jsxAttr(NAV, false)),
    ));
  const html = await (await new FakeServer(app.handler()).get("/")).text();
  expect(html).toContain('<p f-client-nav="true"><b f-client-nav="false">oi</b></p>');
});

Deno.test("a page without islands has no script and no preload", async () => {
  const app = new App().get("/", (ctx) => ctx.render(<Partial name="a">oi</Partial>));
  const res = await new FakeServer(app.handler()).get("/");
  expect(res.headers.get("Link")).toBe(null);
  expect(await res.text()).not.toContain("<script");
});

function islandPage(
  Island: FunctionComponent<never>,
  vnode: () => VNode,
  basePath = "",
): Promise<Response> {
  const app = new App({ basePath }).get("/", (ctx) => ctx.render(vnode()));
  const cache = new EmptyBuildCache<unknown>(".");
  const file = "/_fresh/js/1/Island.js";
  cache.islandRegistry.set(Island as ComponentType, {
    file,
    name: "Island",
    exportName: "default",
    fn: Island as ComponentType,
    css: [],
  });
  setBuildCache(
    app,
    Object.assign(cache, { clientEntry: "/_fresh/js/1/fresh-runtime.js" }),
    "production",
  );
  return new FakeServer(app.handler()).get(`${basePath}/`);
}

Deno.test("an island stands between markers; one inside another is an ordinary component", async () => {
  const Island = (props: { n: number }): VNode =>
    props.n > 0 ? <Island n={props.n - 1} /> : <b>fundo</b>;
  const res = await islandPage(Island, () => <Island n={2} />);
  const html = await res.text();
  expect(html).toContain("<!--frsh:island:Island:0:--><b>fundo</b><!--/frsh:island-->");
  expect(res.headers.get("Link")).toBe(
    '</_fresh/js/1/fresh-runtime.js>; rel="modulepreload"; as="script", ' +
      '</_fresh/js/1/Island.js>; rel="modulepreload"; as="script"',
  );
});

Deno.test("an island in the slot of another one is an island again", async () => {
  const Island = ({ children }: { children?: ComponentChildren }) => <i>{children}</i>;
  const html = await (await islandPage(Island, () => (
    <Island>
      <Island key="a:b-->c">oi</Island>
    </Island>
  ))).text();
  expect(html).toContain(
    "<!--frsh:island:Island:0:--><i><!--frsh:slot:0:children-->" +
      "<!--frsh:island:Island:1:a_b___c--><i><!--frsh:slot:1:children-->oi<!--/frsh:slot--></i>" +
      "<!--/frsh:island--><!--/frsh:slot--></i><!--/frsh:island-->",
  );
  expect(html.match(/<script.*<\/script>/s)?.[0]).not.toContain("oi");
});

Deno.test("props cannot break out of the script", async () => {
  const Island = (_props: { text: string }) => <i />;
  const text = "</script><script>ana()//<!--\u2028'\\";
  const html = await (await islandPage(Island, () => <Island text={text} />)).text();
  const script = html.slice(html.indexOf("<script"));
  expect(script.match(/<\/script>/g)?.length).toBe(1);
  expect(script).not.toContain("<!--");
});

Deno.test("JSX inside an object, and functions, are refused as props", async () => {
  using _captured = captureConsole("error");
  const Island = (_props: { x: unknown }) => <i />;
  for (const x of [[<b key="b" />], { a: <b /> }, () => {}, Symbol("a")]) {
    expect((await islandPage(Island, () => <Island x={x} />)).status).toBe(500);
  }
});

Deno.test("the modules of islands are looked for below the base path", async () => {
  const Island = () => <i />;
  const res = await islandPage(Island, () => <Island />, "/chat");
  const html = await res.text();
  expect(html).toContain("from'/chat/_fresh/js/1/fresh-runtime.js'");
  expect(html).toContain("from'/chat/_fresh/js/1/Island.js'");
  expect(res.headers.get("Link")).toContain("</chat/_fresh/js/1/Island.js>");
});

Deno.test("a keyed component of the page names its key, be it a number or a bigint", async () => {
  const Row = () => <p>oi</p>;
  const html = await render(
    <>
      <Row key={0} />
      <Row key={9007199254740991n as never} />
      <p key="plain">elements do not</p>
    </>,
  );
  expect(html).toContain("<!--frsh:key:0--><p>oi</p><!--/frsh:key-->");
  expect(html).toContain("<!--frsh:key:9007199254740991--><p>oi</p>");
  expect(html).not.toContain("key:plain");
});

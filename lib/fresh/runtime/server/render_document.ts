import type { AnyVNode } from "../../vnode.ts";
import { type AnyComponent, Fragment, type FunctionComponent, h } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import type { BuildCache } from "../../build_cache.ts";
import { DEV_ERROR_OVERLAY_URL } from "../../constants.ts";
import type { Context, UiTree } from "../../context.ts";
import { NONCE_SYMBOL } from "../../nonce.ts";
import {
  isAsyncAnyComponent,
  type PageProps,
  renderRouteComponent,
  toPageProps,
} from "../../render.ts";
import { preloadHeader } from "./boot_script.ts";
import { installHooks } from "./preact_hooks.ts";
import { RenderState, withRenderState } from "./render_state.ts";

/**
 * Renders a page inside its layouts and the app wrapper to an HTML document. An async layout or
 * app wrapper may answer itself.
 */
export async function renderDocument<State>(
  ctx: Context<State>,
  buildCache: BuildCache<State>,
  page: AnyVNode | null,
  init: ResponseInit,
  tree: UiTree<unknown, State>,
): Promise<Response> {
  installHooks();
  const inner = await wrapInLayouts(ctx, page, tree);
  if (inner instanceof Response) return inner;

  // Filled in once the page is rendered.
  const slot: { page: AnyVNode | null } = { page: inner };
  const app = await wrapInApp(ctx, tree, () => slot.page);
  if (app instanceof Response) return app;

  const { basePath } = ctx.config;
  const styles = tree.styles;
  const state = new RenderState(buildCache, basePath, ctx.url, styles);
  const html = withRenderState(state, () => renderTree(state, slot, app));
  return toResponse(html, state, init);
}

async function wrapInLayouts<State>(
  ctx: Context<State>,
  page: AnyVNode | null,
  tree: UiTree<unknown, State>,
): Promise<AnyVNode | Response | null> {
  let vnode = page;
  for (const layout of tree.layouts.toReversed()) {
    const child = vnode;
    const result = await renderRouteComponent(ctx, layout, () => child);
    if (result instanceof Response) return result;
    vnode = result;
  }
  return vnode;
}

async function wrapInApp<State>(
  ctx: Context<State>,
  { app }: UiTree<unknown, State>,
  Component: FunctionComponent,
): Promise<AnyVNode | Response | null> {
  if (app === null) return null;
  if (!isAsyncAnyComponent<PageProps<unknown, State>>(app)) {
    const component = app as AnyComponent<PageProps<unknown, State>>;
    return h(component, toPageProps(ctx, null, Component));
  }
  ctx.Component = Component;
  return await app(ctx as unknown as PageProps<unknown, State>) as
    | AnyVNode
    | Response
    | null;
}

// The page comes first: what its `Head` components collect is put into the head of the app.
function renderTree(
  state: RenderState,
  slot: { page: AnyVNode | null },
  app: AnyVNode | null,
): string {
  let html = renderToString(slot.page ?? h(Fragment, null));
  if (app !== null) {
    slot.page = jsxTemplate([html]);
    html = renderToString(app);
  }
  html = completeDocument(state, html);
  return `<!DOCTYPE html>${withLateHead(state, html)}`;
}

function completeDocument(state: RenderState, html: string): string {
  if (state.hasHtml && state.hasHead && state.hasBody) return html;
  let document: AnyVNode = jsxTemplate([html]);
  if (!state.hasBody) document = h("body", null, document);
  if (!state.hasHead) {
    document = h(Fragment, null, [
      h("head", null, h("meta", { charset: "utf-8" })),
      document,
    ]);
  }
  if (!state.hasHtml) document = h("html", null, document);
  return renderToString(document);
}

// `Head` components that were rendered after a `<head>` of the same tree.
function withLateHead(state: RenderState, html: string): string {
  if (state.headElements.size === 0) return html;
  const late = renderToString(
    h(Fragment, null, [...state.headElements.values()]),
  );
  const end = html.indexOf("</head>");
  return html.slice(0, end) + late + html.slice(end);
}

function toResponse(
  html: string,
  state: RenderState,
  init: ResponseInit,
): Response {
  const { status = 200, statusText = "" } = init;
  const response = new Response(html, { status, statusText });
  const { headers } = response;
  // Afterwards: a response that is made with headers is got ready to be sent as it is, in vain
  // wherever a middleware adds one.
  for (const [name, value] of new Headers(init.headers)) headers.append(name, value);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const preloads = preloadHeader(state);
  if (
    preloads !== null &&
    state.url.pathname !== state.basePath + DEV_ERROR_OVERLAY_URL
  ) {
    headers.append("Link", preloads);
  }
  // Under a symbol, so that it never leaves as a header.
  return Object.assign(response, { [NONCE_SYMBOL]: state.nonce });
}

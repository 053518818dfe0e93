import type { AnyVNode } from "./vnode.ts";
import {
  type AnyComponent,
  type ComponentChildren,
  type FunctionComponent,
  h,
  type RenderableProps,
} from "preact";
import type { Context } from "./context.ts";

/** What pages, layouts and the app wrapper get as props. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    | "config"
    | "url"
    | "req"
    | "params"
    | "info"
    | "state"
    | "isPartial"
    | "error"
    | "route"
  >
  & {
    /** The page below, for layouts and the app wrapper. */
    Component: FunctionComponent;
    /** What the handler handed over by `page()`. */
    data: Data;
    children?: ComponentChildren;
  };

/** A component that is awaited; it may answer with a Response of its own. */
export type AsyncAnyComponent<P> = {
  // The legacy context of preact is of any type.
  // deno-lint-ignore no-explicit-any
  (props: RenderableProps<P>, context?: any): Promise<ComponentChildren | Response | null>;
  displayName?: string;
  defaultProps?: Partial<P> | undefined;
};

/** A page or layout component together with its data. */
export interface ComponentDef<Data, State> {
  component:
    | AnyComponent<PageProps<Data, State>>
    | AsyncAnyComponent<PageProps<Data, State>>;
  data: Data;
}

/** Whether a component was written as an `async` function. */
export function isAsyncAnyComponent<P>(
  component: unknown,
): component is AsyncAnyComponent<P> {
  return typeof component === "function" &&
    component.constructor.name === "AsyncFunction";
}

/** Collects the props of a component from the context of the request. */
export function toPageProps<Data, State>(
  ctx: Context<State>,
  data: Data,
  Component: FunctionComponent,
): PageProps<Data, State> {
  const { config, error, info, isPartial, params, req, state, url, route } = ctx;
  return {
    Component,
    config,
    data,
    error,
    info,
    isPartial,
    params,
    req,
    state,
    url,
    route,
  };
}

/**
 * Makes the vnode of a page or layout; an async component is awaited here, and what it answers
 * itself is passed on.
 */
export async function renderRouteComponent<Data, State>(
  ctx: Context<State>,
  def: ComponentDef<Data, State>,
  child: FunctionComponent,
): Promise<AnyVNode | Response | null> {
  const props = toPageProps(ctx, def.data, child);
  if (isAsyncAnyComponent<PageProps<Data, State>>(def.component)) {
    return await def.component(props) as AnyVNode | Response | null;
  }
  return h(def.component as AnyComponent<PageProps<Data, State>>, props);
}

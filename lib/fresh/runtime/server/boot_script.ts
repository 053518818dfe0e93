import type { AnyVNode } from "../../vnode.ts";
import { type ComponentChildren, Fragment, h } from "preact";
import { stringify } from "../../jsonify/stringify.ts";
import { escapeScript } from "../../utils.ts";
import { stringifiers } from "./island.ts";
import { currentState, type RenderState } from "./render_state.ts";

/** Renders, at the end of `<body>`, what the islands of the page need; nothing without islands. */
export function BootParts(): ComponentChildren {
  // In this order: a slot may hold further islands, which the script has to know.
  return h(Fragment, null, [h(UnusedSlots, {}), h(BootScript, {})]);
}

// Slots that no island rendered wait in templates, until one does.
function UnusedSlots(): ComponentChildren {
  const state = currentState();
  const unused = state?.slots.filter((slot) => !slot.rendered) ?? [];
  if (unused.length === 0) return null;
  const templates = unused.map((slot) => {
    slot.rendered = true;
    return h("template", { id: `frsh-${slot.id}-${slot.name}` }, slot.children);
  });
  // Rendering them may bring up slots of further islands.
  return h(Fragment, null, [...templates, h(UnusedSlots, {})]);
}

function BootScript(): AnyVNode | null {
  const state = currentState();
  if (state === null || !state.needsRuntime) return null;
  return h("script", {
    type: "module",
    nonce: state.nonce,
    dangerouslySetInnerHTML: { __html: bootCode(state) },
  });
}

function bootCode(state: RenderState): string {
  const { buildCache, basePath } = state;
  const imports = [
    `import{boot}from${quote(basePath + buildCache.clientEntry)};`,
  ];
  if (buildCache.hmrClientEntry !== undefined) {
    imports.push(`import${quote(basePath + buildCache.hmrClientEntry)};`);
  }
  for (const { exportName, file, name } of state.islands) {
    const binding = exportName === "default" ? name : `{${exportName} as ${name}}`;
    imports.push(`import ${binding} from${quote(basePath + file)};`);
  }
  const names = [...state.islands].map((island) => island.name);
  const props = stringify(state.islandProps, stringifiers);
  return escapeScript(
    `${imports.join("")}boot({${names.join(",")}},${quote(props)});`,
  );
}

// Single quotes, since JSON is full of double ones, each of which would cost a backslash.
function quote(text: string): string {
  return `'${
    text.replaceAll(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll(
      "\r",
      "\\r",
    )
  }'`;
}

/** The `Link` header that has the browser fetch the modules of a page early; null without any. */
export function preloadHeader(state: RenderState): string | null {
  if (!state.needsRuntime) return null;
  const { buildCache, basePath, islands } = state;
  const entries = [
    buildCache.clientEntry,
    ...[...islands].map((island) => island.file),
  ];
  const chunks = entries.flatMap((file) => buildCache.getPreloads?.(file) ?? []);
  return [...new Set([...entries, ...chunks])]
    .map((file) => `<${encodeURI(basePath + file)}>; rel="modulepreload"; as="script"`)
    .join(", ");
}

import { isWithin, type Project } from "../project.ts";
import type { SourceFile } from "../source_file.ts";
import { findAll, type Rule } from "./rule.ts";

const BROWSER = ["islands", "lib/client", "components"];
const PACKAGES =
  /^(?:preact(?:\/(?:hooks|compat|jsx-runtime))?|@preact\/signals|zod\/mini|markdown-it|lowlight|tus-js-client)$/;
const LATE_PACKAGES = /^(?:markdown-it|lowlight|tus-js-client)$/;
// These exist on a page that came over HTTPS or from localhost; ours come over plain HTTP.
const SECURE_ONLY =
  /\bMath\.random\b|\brandomUUID\b|\bcrypto\.subtle\b|\bnavigator\??\.(?:clipboard|serviceWorker|locks|storage|share|canShare|wakeLock|mediaDevices)\b|\b(?:set|clear)AppBadge\b|\bNotification\b|\bcaches\b/;
// But for the one that tells what there is, and the one that leads there.
const DOORS = ["lib/client/capabilities.ts", "lib/client/secure_doors.ts"];
const HTML_BY_STRING =
  /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write)\b/;

function browserSide(project: Project): SourceFile[] {
  return [...project.reach(project.in(...BROWSER))];
}

function checkPackages(project: Project): string[] {
  return browserSide(project).filter(({ path }) => !isWithin(path, "lib/fresh")).flatMap((source) =>
    source.imports.filter((one) => !one.typeOnly).flatMap((one) => {
      const target = project.resolve(source, one);
      if ("file" in target) return target.file === "lib/fresh/mod.ts" ? [breach(source, one)] : [];
      const known = PACKAGES.test(target.package) || target.package === "fresh/runtime";
      return known ? [] : [breach(source, one)];
    })
  );
}

function breach(source: SourceFile, one: SourceFile["imports"][number]): string {
  return `${source.path}:${one.line} takes ${one.specifier} to the browser`;
}

// What a client may say is read by the server alone, and names are compared there; the means to do
// so weigh.
const SERVER_ONLY = "lib/chat/protocol.ts";
const WEIGHTS = [SERVER_ONLY, "lib/chat/confusables.ts"];

function checkWeight(project: Project): string[] {
  return browserSide(project).flatMap((source) =>
    source.imports.filter((one) => {
      const target = project.resolve(source, one);
      return !one.typeOnly && "file" in target && WEIGHTS.includes(target.file);
    }).map((one) => breach(source, one))
  );
}

// Some islands come late themselves, all by other ones.
function checkLate(project: Project): string[] {
  const all = project.in("islands");
  const lateOnes = new Set(
    all.flatMap((source) =>
      source.imports.filter((one) => one.late).map((one) => project.resolve(source, one))
    ).flatMap((target) => "file" in target ? [target.file] : []),
  );
  const first = project.reach(all.filter(({ path }) => !lateOnes.has(path)), { late: false });
  return [...first].flatMap((source) =>
    source.imports.filter((one) => !one.typeOnly && !one.late).filter((one) => {
      const target = project.resolve(source, one);
      return "package" in target && LATE_PACKAGES.test(target.package);
    }).map((one) => breach(source, one))
  );
}

/** What may not reach a browser. */
export const browserRules: readonly Rule[] = [
  {
    name: "only preact, signals, zod/mini, the parser, the highlighter and tus reach the browser",
    check: checkPackages,
    bites: [
      { "islands/A.tsx": `import { join } from "node:path";` },
      { "lib/client/a.ts": `import * as z from "zod";` },
      {
        "islands/A.tsx": `import "@/components/B.tsx";`,
        "components/B.tsx": `import { c } from "@/lib/chat/c.ts";`,
        "lib/chat/c.ts": `import { Kysely } from "kysely";`,
      },
      { "islands/A.tsx": `import { App } from "fresh";` },
    ],
    spares: {
      "islands/A.tsx":
        `import type { PageProps } from "fresh";\nimport { asset } from "fresh/runtime";`,
      "lib/chat/a.ts": `import * as z from "zod/mini";`,
    },
  },
  {
    name: "no browser loads what reads a client's frames or compares names",
    check: checkWeight,
    bites: [
      { "lib/client/a.ts": `import { CLOSE } from "@/lib/chat/protocol.ts";`, [SERVER_ONLY]: "" },
      {
        "islands/A.tsx": `import "@/lib/chat/b.ts";`,
        "lib/chat/b.ts": `import { ClientFrame } from "./protocol.ts";`,
        [SERVER_ONLY]: "",
      },
      {
        "lib/client/a.ts": `import { foldName } from "@/lib/chat/b.ts";`,
        "lib/chat/b.ts": `import { CONFUSABLES } from "./confusables.ts";`,
        "lib/chat/confusables.ts": "",
      },
    ],
    spares: {
      "lib/client/a.ts": `import type { ClientFrame } from "@/lib/chat/protocol.ts";`,
      "lib/ws/a.ts": `import { ClientFrame } from "@/lib/chat/protocol.ts";`,
      [SERVER_ONLY]: "",
    },
  },
  {
    name: "no page waits for the parser or the highlighter: they come when they are needed",
    check: checkLate,
    bites: [
      { "islands/A.tsx": `import parser from "markdown-it";` },
      {
        "islands/A.tsx": `import { b } from "@/lib/client/b.ts";`,
        "lib/client/b.ts": `import { createLowlight } from "lowlight";`,
      },
    ],
    spares: {
      "islands/A.tsx": `import type { MarkdownIt } from "markdown-it";\nimport("./B.tsx");\n` +
        `import("@/lib/client/b.ts");`,
      "islands/B.tsx": `import "@/lib/client/b.ts";`,
      "lib/client/b.ts": `import parser from "markdown-it";`,
    },
  },
  {
    name: "nothing in the browser speaks of Deno",
    check: (project) =>
      findAll(
        browserSide(project).filter(({ path }) => !isWithin(path, "lib/fresh")),
        "bare",
        /\bDeno\b/,
      ),
    bites: [
      { "lib/client/a.ts": "export const cwd = Deno.cwd();" },
      { "islands/A.tsx": `import "@/lib/chat/b.ts";`, "lib/chat/b.ts": "Deno.exit();" },
    ],
    spares: { "lib/client/a.ts": "// Deno is elsewhere\nexport const name = 'Deno';" },
  },
  {
    name: "the browser needs nothing that plain HTTP lacks, and no chance but getRandomValues",
    check: (project) =>
      findAll(
        browserSide(project).filter(({ path }) => !DOORS.includes(path)),
        "bare",
        SECURE_ONLY,
      ),
    bites: [
      { "lib/client/a.ts": "const id = crypto.randomUUID();" },
      { "islands/A.tsx": "const n = Math.random();" },
      { "components/A.tsx": "await crypto.subtle.digest('SHA-256', x);" },
      { "islands/A.tsx": "navigator.clipboard.writeText(x);" },
      { "lib/client/a.ts": "void navigator.share?.({ text });" },
      { "lib/client/a.ts": "await navigator.mediaDevices.getUserMedia({ audio: true });" },
      { "islands/A.tsx": "await Notification.requestPermission();" },
      { "lib/client/a.ts": "await caches.keys();" },
      { "lib/client/a.ts": "await navigator.setAppBadge(3);" },
    ],
    spares: {
      "lib/client/a.ts": "crypto.getRandomValues(new Uint8Array(16));",
      "lib/client/capabilities.ts": "export const can = navigator.clipboard !== undefined;",
      "lib/client/secure_doors.ts": "export const workers = () => navigator.serviceWorker;",
    },
  },
  {
    name: "no HTML is made from a string",
    check: (project) =>
      findAll(project.in("islands", "components", "routes", "lib/client"), "bare", HTML_BY_STRING),
    bites: [
      { "islands/A.tsx": "list.innerHTML = text;" },
      { "routes/a.tsx": "<p dangerouslySetInnerHTML={{ __html: body }} />" },
    ],
    spares: { "islands/A.tsx": "list.textContent = 'innerHTML';" },
  },
  {
    name: "no style attribute: the page's own policy would drop it",
    check: (project) =>
      findAll(project.in("islands", "components", "routes"), "bare", /(?:^|\s)style=/),
    bites: [{ "components/A.tsx": "<p style={{ color }}>" }],
    spares: { "components/A.tsx": '<link rel="stylesheet" />' },
  },
];

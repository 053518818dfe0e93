import { expect } from "expect";
import { heedNotice } from "@/lib/worker/heed_notice.ts";
import { scope } from "@/lib/worker/scope.ts";

const DATA = {
  ...{ store: "a", user: { id: 1, name: "Ana" }, room: 7 },
  ...{ path: "/r/geral/9", later: "Guardada" },
};

interface Scene {
  /** The pages that are open, by their address. */
  open?: string[];
  /** What the browser says of leading a page elsewhere. */
  leads?: boolean;
  /** Whether the server takes an answer. */
  takes?: boolean;
}

/** Presses the notice of a message in geral; gives what the browser was asked for. */
async function pressed(
  { action = "", reply }: { action?: string; reply?: string },
  { open = [], leads = true, takes = true }: Scene = {},
): Promise<string[]> {
  const done: string[] = [];
  const note = <Given>(deed: string, given: Given) => {
    done.push(deed);
    return Promise.resolve(given);
  };
  const pages = open.map((path) => {
    const page = {
      url: `https://chat.lan${path}`,
      focus: () => note(`focus ${path}`, page),
      navigate: (to: string) =>
        leads ? note(`lead ${path} to ${to}`, page) : Promise.reject(new TypeError("not served")),
      postMessage() {},
    };
    return page;
  });
  Object.assign(scope, {
    clients: {
      matchAll: () => Promise.resolve(pages),
      openWindow: (path: string) => note(`open ${path}`, null),
    },
    registration: {
      showNotification: (title: string, { body, tag }: NotificationOptions) =>
        note(`tell ${title} (${tag}): ${body}`, undefined),
    },
  });
  const notification = { title: "geral", tag: "conexao-7", data: DATA } as Notification;
  await heedNotice(
    { notification, action, ...reply === undefined ? {} : { reply } },
    (_, body) => note(`send ${body}`, takes),
  );
  return done;
}

Deno.test("a notice that is pressed shows the page on which its room is open already", async () => {
  expect(await pressed({}, { open: ["/r/cozinha", "/r/geral/3", "/salas"] }))
    .toEqual(["focus /r/geral/3"]);
});

Deno.test("where only another page is open, that one is led to the message", async () => {
  expect(await pressed({}, { open: ["/r/geral-2", "/salas"] }))
    .toEqual(["focus /r/geral-2", "lead /r/geral-2 to /r/geral/9"]);
  expect(await pressed({}, { open: ["/busca/geral"] }))
    .toEqual(["focus /busca/geral", "lead /busca/geral to /r/geral/9"]);
});

Deno.test("where no page is open, or none can be led, a new one is opened", async () => {
  expect(await pressed({})).toEqual(["open /r/geral/9"]);
  expect(await pressed({}, { open: ["/salas"], leads: false }))
    .toEqual(["focus /salas", "open /r/geral/9"]);
});

Deno.test("what is written into a notice is sent, and opens nothing", async () => {
  expect(await pressed({ action: "reply", reply: " já vou \n" })).toEqual(["send já vou"]);
});

Deno.test("what could not be sent yet is told to be kept, in the notice's own place", async () => {
  expect(await pressed({ action: "reply", reply: "já vou" }, { takes: false }))
    .toEqual(["send já vou", "tell geral (conexao-7): Guardada"]);
});

Deno.test("an answer of nothing shows the message, where it can be written", async () => {
  expect(await pressed({ action: "reply", reply: "  " })).toEqual(["open /r/geral/9"]);
  expect(await pressed({ action: "reply" })).toEqual(["open /r/geral/9"]);
});

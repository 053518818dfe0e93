import { expect } from "expect";
import { Invalid, TooLarge } from "@/lib/chat/errors.ts";
import { readFileForm } from "@/lib/files/file_form.ts";

const BOUNDARY = "----forma7f3";

/** A form as a browser sends it, in pieces of so many bytes. */
function sent(
  { fields = {}, name = "ata.txt", content = "bom dia", end = `\r\n--${BOUNDARY}--\r\n` }: {
    fields?: Record<string, string>;
    name?: string;
    content?: string | Uint8Array;
    end?: string;
  },
  { piece = 7, length, type = `multipart/form-data; boundary=${BOUNDARY}` }: {
    piece?: number;
    length?: number;
    type?: string;
  } = {},
): Request {
  const head = Object.entries(fields).map(([key, value]) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`
  ).join("");
  const file = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"` +
    "\r\nContent-Type: text/html\r\n\r\n";
  const bytes = new Uint8Array(
    [head + file, content, end].flatMap((part) => [
      ...typeof part === "string" ? new TextEncoder().encode(part) : part,
    ]),
  );
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
  };
  return new Request("http://a.lan/r/geral/enviar", {
    method: "POST",
    headers: { "content-type": type, "content-length": String(length ?? bytes.length) },
    body: ReadableStream.from(pieces()),
  });
}

async function textOf(body: ReadableStream<Uint8Array<ArrayBuffer>> | undefined): Promise<string> {
  return await new Response(body ?? null).text();
}

Deno.test("a form gives its fields, then its file with name and size, however it is cut", async () => {
  for (const piece of [1, 2, 7, 64, 10_000]) {
    const form = await readFileForm(
      sent({ fields: { id: "a1", body: "a ata\r\nde hoje 🦊" } }, { piece }),
    );
    expect([...form.fields]).toEqual([["id", "a1"], ["body", "a ata\r\nde hoje 🦊"]]);
    expect(form.file?.name).toBe("ata.txt");
    expect(form.file?.size).toBe(7);
    expect(await textOf(form.file?.body)).toBe("bom dia");
  }
});

Deno.test("a file may be empty, look like the end of a form, or have any name", async () => {
  for (
    const content of ["", "\r\n--", `-${BOUNDARY}--\r\n`, "\r\n\r\n", "\n", "--"]
  ) {
    const { file } = await readFileForm(sent({ content }));
    expect(file?.size).toBe(content.length);
    expect(await textOf(file?.body)).toBe(content);
  }
  expect((await readFileForm(sent({ name: "relatório ção.pdf" }))).file?.name)
    .toBe("relatório ção.pdf");
});

Deno.test("without a file chosen there is none, and the fields are there", async () => {
  const form = await readFileForm(sent({ fields: { body: "oi" }, name: "", content: "" }));
  expect(form.file).toBeUndefined();
  expect(form.fields.get("body")).toBe("oi");
});

Deno.test("a file is taken as it is read, and no faster", async () => {
  let asked = 0;
  const [head, megabyte] = [sent({ content: "" }), new Uint8Array(1_024 ** 2)];
  const bytes = new Uint8Array(await head.arrayBuffer());
  const at = bytes.length - `\r\n--${BOUNDARY}--\r\n`.length;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (asked === 0) controller.enqueue(bytes.slice(0, at));
      else if (asked <= 50) controller.enqueue(megabyte);
      else {
        controller.enqueue(bytes.slice(at));
        controller.close();
      }
      asked++;
    },
  });
  const request = new Request(head.url, {
    method: "POST",
    headers: {
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
      "content-length": String(bytes.length + 50 * megabyte.length),
    },
    body,
  });
  const { file } = await readFileForm(request);
  expect(file?.size).toBe(50 * megabyte.length);
  const reader = file!.body.getReader();
  let taken = (await reader.read()).value?.length ?? 0;
  expect(asked).toBeLessThan(10);
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    taken += next.value.length;
  }
  expect(taken).toBe(50 * megabyte.length);
});

Deno.test("what is no such form is refused before a byte of a file is taken", async () => {
  const refused = [
    sent({}, { type: "multipart/form-data" }),
    sent({}, { type: "text/plain" }),
    sent({}, { length: 0 }),
    sent({}, { length: 40 }),
    new Request("http://a.lan/", {
      method: "POST",
      headers: {
        "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
        "content-length": "9",
      },
      body: "tanto faz",
    }),
  ];
  for (const request of refused) await expect(readFileForm(request)).rejects.toThrow(Invalid);
});

Deno.test("fields longer than any that were asked for are refused", async () => {
  const fields = { body: "a".repeat(70_000) };
  await expect(readFileForm(sent({ fields }, { piece: 10_000 }))).rejects.toThrow(TooLarge);
});

Deno.test("a file that is cut off, or with something after it, ends in an error", async () => {
  const more = `\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="x"\r\n\r\ny`;
  for (
    const request of [
      sent({ end: "" }, { length: 5_000 }),
      sent({ end: `${more}\r\n--${BOUNDARY}--\r\n` }),
      sent({ end: `\r\n--${BOUNDARY}--\r\n` }, { length: 150 }),
    ]
  ) {
    const { file } = await readFileForm(request);
    await expect(textOf(file?.body)).rejects.toThrow(Invalid);
  }
});

Deno.test("a refused form is read to its end, so that the browser hears why", async () => {
  let isOver = false;
  const request = sent({ content: new Uint8Array(100_000) });
  const watched = new Request(request.url, {
    method: "POST",
    headers: request.headers,
    body: request.body!.pipeThrough(new TransformStream({ flush: () => void (isOver = true) })),
  });
  const form = await readFileForm(watched);
  await form.drop();
  expect(isOver).toBe(true);
});

import { expect } from "expect";
import { TooLarge } from "@/lib/chat/errors.ts";
import { bringsFile, fieldOf, readForm, readUpload } from "@/lib/middlewares/read_form.ts";
import { NotJson } from "@/lib/middlewares/read_json.ts";

const WANTED = { field: "picture", most: 1_000 };

function upload(file: File | string | undefined, field = "picture"): Request {
  const body = new FormData();
  if (file !== undefined) body.append(field, file);
  return new Request("http://sala.lan/ajustes", { method: "POST", body });
}

function file(bytes: number): File {
  return new File([new Uint8Array(bytes).fill(7)], "rosto.png", { type: "image/png" });
}

Deno.test("readForm reads what a browser writes, and each line break as one character", async () => {
  const body = new URLSearchParams({ do: "create", topic: "a\r\nb" });
  const form = await readForm(new Request("http://sala.lan/", { method: "POST", body }));
  expect(fieldOf(form, "do")).toBe("create");
  expect(fieldOf(form, "topic")).toBe("a\nb");
  expect(fieldOf(form, "nothing")).toBe("");
  await expect(readForm(upload(file(1)))).rejects.toBeInstanceOf(NotJson);
});

Deno.test("readUpload gives the bytes of the file, to the very limit", async () => {
  const bytes = await readUpload(upload(file(1_000)), WANTED);
  expect(bytes).toEqual(new Uint8Array(1_000).fill(7));
  expect(bringsFile(upload(file(1)))).toBe(true);
  expect(bringsFile(new Request("http://sala.lan/", { method: "POST", body: "a=1" }))).toBe(false);
});

Deno.test("readUpload knows no file where none was chosen, or where it is only text", async () => {
  for (const request of [upload(undefined), upload(file(0)), upload("x"), upload(file(9), "b")]) {
    expect(await readUpload(request, WANTED)).toBe(undefined);
  }
});

Deno.test("readUpload refuses what is too large, whether the file or what stands round it", async () => {
  for (const size of [1_001, 20_000, 2_000_000]) {
    await expect(readUpload(upload(file(size)), WANTED)).rejects.toBeInstanceOf(TooLarge);
  }
});

Deno.test("readUpload refuses what is no form with a file", async () => {
  for (
    const [type, body] of [
      ["multipart/form-data; boundary=x", "no boundary in here"],
      ["multipart/form-data", "--x\r\n\r\n--x--"],
      ["application/json", "{}"],
    ] as const
  ) {
    const headers = { "content-type": type };
    const request = new Request("http://sala.lan/", { method: "POST", body, headers });
    await expect(readUpload(request, WANTED)).rejects.toBeInstanceOf(NotJson);
  }
});

import { expect } from "expect";
import * as z from "zod/mini";
import { Invalid, TooLarge } from "@/lib/chat/errors.ts";
import { NotJson, readJson } from "@/lib/middlewares/read_json.ts";

const Greeting = z.object({ name: z.string() });

function request(body: BodyInit, type = "application/json"): Request {
  return new Request("http://pc7/", { method: "POST", body, headers: { "content-type": type } });
}

async function refusalOf(body: BodyInit, type?: string): Promise<unknown> {
  try {
    await readJson(request(body, type), Greeting);
  } catch (error) {
    return error;
  }
  throw new Error("not refused");
}

Deno.test("a body of the right shape is read", async () => {
  expect(await readJson(request('{"name":"Ana"}'), Greeting)).toEqual({ name: "Ana" });
});

Deno.test("what is no JSON is 400, another type of content 415", async () => {
  expect(await refusalOf('{"name"')).toMatchObject({ status: 400 });
  expect(await refusalOf(new Uint8Array([0xff, 0xfe]))).toMatchObject({ status: 400 });
  expect(await refusalOf("name=Ana", "application/x-www-form-urlencoded")).toMatchObject({
    status: 415,
  });
  expect(await refusalOf('{"name":"Ana"}', "application/jsonx")).toBeInstanceOf(NotJson);
});

Deno.test("JSON of another shape is invalid, and the field is named", async () => {
  const refusal = await refusalOf('{"name":7}');
  expect(refusal).toBeInstanceOf(Invalid);
  expect(refusal).not.toBeInstanceOf(NotJson);
  expect((refusal as Invalid).field).toBe("name");
});

Deno.test("more than 65,536 bytes are too large, however they are sent", async () => {
  const huge = `{"name":"${"a".repeat(70_000)}"}`;
  expect(await refusalOf(huge)).toBeInstanceOf(TooLarge);
  expect(await refusalOf(ReadableStream.from([new TextEncoder().encode(huge)]))).toBeInstanceOf(
    TooLarge,
  );
});

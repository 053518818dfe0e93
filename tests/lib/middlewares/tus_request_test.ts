import { expect } from "expect";
import {
  announcedBy,
  bytesIn,
  isStretch,
  methodMeant,
  nameIn,
  requireTus,
  stretchOf,
} from "@/lib/middlewares/tus_request.ts";

function request(headers: Record<string, string>, method = "POST"): Request {
  return new Request("http://conexao.local/tus", { method, headers });
}

function named(text: string): string {
  return `filename ${new TextEncoder().encode(text).toBase64()}`;
}

Deno.test("the name is read from the metadata, in whatever company", () => {
  const name = (metadata: string) => nameIn(request({ "upload-metadata": metadata }));
  expect(name(named("ação.txt"))).toBe("ação.txt");
  expect(name(`type dGV4dA==,${named("a.txt")},secret`)).toBe("a.txt");
  expect(name(`name YQ==, ${named("b")}`)).toBe("b");
  expect(name("name YQ==")).toBe("a");
  expect(name("filename ")).toBe("");
  expect(name("filename")).toBe("");
  expect(nameIn(request({}))).toBe("");
});

Deno.test("metadata that are not as they should be are refused", () => {
  for (
    const metadata of [
      "filename !!!",
      "filename YQ== YQ==",
      ",",
      "filename YQ==,",
      `${named("a")},${named("b")}`,
      "filename /w==",
      "filename YQ==;name YQ==",
    ]
  ) {
    expect(() => nameIn(request({ "upload-metadata": metadata })))
      .toThrow(expect.objectContaining({ status: 400 }));
  }
});

Deno.test("a number of bytes has digits and nothing else", () => {
  const length = (text: string) => bytesIn(request({ "upload-length": text }), "Upload-Length");
  expect(length("0")).toBe(0);
  expect(length("2147483648")).toBe(2_147_483_648);
  for (const text of ["", "-1", "1.5", "0x10", "1e3", " ", "9007199254740993", "1,1", "NaN"]) {
    expect(() => length(text)).toThrow(expect.objectContaining({ status: 400 }));
  }
  expect(() => bytesIn(request({}), "Upload-Offset"))
    .toThrow(expect.objectContaining({ status: 400 }));
});

Deno.test("another version of the protocol, or none, is refused", () => {
  requireTus(request({ "tus-resumable": "1.0.0" }));
  for (const headers of [{}, { "tus-resumable": "0.2.2" }, { "tus-resumable": "1.0.0, 2" }]) {
    expect(() => requireTus(request(headers as Record<string, string>)))
      .toThrow(expect.objectContaining({ status: 412 }));
  }
});

Deno.test("only a stretch of a file is taken for one", () => {
  expect(isStretch(request({ "content-type": "application/offset+octet-stream" }))).toBe(true);
  for (const type of ["application/octet-stream", "text/plain", "multipart/form-data"]) {
    expect(() => stretchOf(request({ "content-type": type })))
      .toThrow(expect.objectContaining({ status: 415 }));
  }
});

Deno.test("a POST may stand for another method, and nothing else may", () => {
  const override = { "x-http-method-override": "patch" };
  expect(methodMeant(request(override))).toBe("PATCH");
  expect(methodMeant(request({}))).toBe("POST");
  for (const method of ["GET", "HEAD", "DELETE", "PATCH"]) {
    expect(methodMeant(request(override, method))).toBe(method);
  }
});

Deno.test("a body of unknown length announces nothing", () => {
  expect(announcedBy(request({ "content-length": "12" }))).toBe(12);
  expect(announcedBy(request({}))).toBe(0);
});

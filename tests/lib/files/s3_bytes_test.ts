import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import { NotFound, TooLarge, Unavailable } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { randomId } from "@/lib/chat/random_id.ts";
import { S3Bytes } from "@/lib/files/s3_bytes.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { RecordingLog } from "../../support/recording_log.ts";
import { type S3Server, startS3 } from "../../support/s3_server.ts";
import { all, keepBytes, noise } from "./byte_store_suite.ts";

function bytesOn(
  { config }: Pick<S3Server, "config">,
  { clock = systemClock, log = silentLog, ...change }:
    & Partial<S3Server["config"]>
    & Partial<Parameters<typeof S3Bytes.open>[1]> = {},
): Promise<S3Bytes> {
  return S3Bytes.open({ ...config, ...change }, { clock, log });
}

Deno.test("bytes in an object store", async (t) => {
  await using server = await startS3();
  await keepBytes(t, { bytes: await bytesOn(server) });
});

Deno.test("two chats in one bucket keep out of each other's way, by their prefixes", async () => {
  await using server = await startS3();
  const [ours, theirs] = [await bytesOn(server), await bytesOn(server, { prefix: "" })];
  const id = randomId();
  await ours.write(id, "ana", 0, noise(10));
  await expect(all(theirs.read(id, { from: 0, to: 1 }))).rejects.toThrow(NotFound);
  await theirs.remove(id);
  expect(await all(ours.read(id, { from: 0, to: 10 }))).toHaveLength(10);
});

Deno.test("wrong keys and a bucket that is not there are told at the start, and no secret with it", async () => {
  await using server = await startS3();
  for (
    const [change, why] of [
      [{ secretKey: "segredo" }, "403 SignatureDoesNotMatch"],
      [{ accessKey: "segredo" }, "403 InvalidAccessKeyId"],
      [{ bucket: "outra" }, "404 NoSuchBucket"],
    ] as const
  ) {
    const log = new RecordingLog();
    const bytes = await bytesOn(server, { ...change, log });
    expect(log.of("files.bucket")[0]?.fields.why).toBe(`The object store answers ${why}`);
    expect(JSON.stringify(log.lines)).not.toContain("segredo");
    await expect(bytes.write(randomId(), "ana", 0, noise(10))).rejects.toThrow(Unavailable);
    await expect(all(bytes.read(randomId(), { from: 0, to: 1 }))).rejects.toThrow(Unavailable);
    // It is said once, not for each request.
    expect(log.lines).toHaveLength(1);
  }
});

Deno.test("a store that is away is unavailable, and is used again when it is back", async () => {
  await using server = await startS3();
  const log = new RecordingLog();
  const bytes = await bytesOn(server, { log });
  const id = randomId();
  await bytes.write(id, "ana", 0, noise(10));
  await server.kill();
  await expect(bytes.write(id, "ana", 0, noise(10))).rejects.toThrow(Unavailable);
  await expect(all(bytes.read(id, { from: 0, to: 10 }))).rejects.toThrow(Unavailable);
  await expect(bytes.remove(id)).rejects.toThrow(Unavailable);
  await server.start();
  expect(await all(bytes.read(id, { from: 0, to: 10 }))).toHaveLength(10);
  expect(log.lines.map(({ event }) => event)).toEqual(["files.bucket", "files.bucket_back"]);
});

Deno.test("a store that answers nothing is given up before the lease of a file is over", async () => {
  await using server = await startS3();
  const clock = new FakeClock();
  const bytes = await bytesOn(server, { clock });
  server.freeze();
  const begun = clock.now();
  let ended = false;
  const written = bytes.write(randomId(), "ana", 0, noise(10)).finally(() => ended = true);
  written.catch(() => {});
  while (!ended) {
    clock.pass(100);
    await turn();
  }
  server.thaw();
  await expect(written).rejects.toThrow(Unavailable);
  expect(clock.now() - begun).toBeLessThan(9_000);
  expect(clock.waiting).toBe(0);
});

/** Answers what an S3 server says in a bad moment; which of ours can be brought to say it? */
class Answers implements AsyncDisposable {
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  asked = 0;

  constructor(...answers: (() => Response)[]) {
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
      const answer = answers[Math.min(this.asked++, answers.length - 1)];
      return answer?.() ?? new Response(null, { status: 500 });
    });
  }

  get config(): S3Server["config"] {
    return {
      ...{ kind: "s3", bucket: "conversa", region: "us-east-1", prefix: "" },
      ...{ accessKey: "ana", secretKey: "segredo" },
      endpoint: new URL(`http://127.0.0.1:${this.#server.addr.port}`),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

function saying(status: number, code?: string): () => Response {
  return () => new Response(code && `<Error><Code>${code}</Code></Error>`, { status });
}

Deno.test("what passes is asked for once more, and what does not is not", async () => {
  const fine = () => new Response();
  await using slow = new Answers(fine, saying(503, "SlowDown"), fine);
  await (await bytesOn(slow)).write(randomId(), "ana", 0, noise(10));
  expect(slow.asked).toBe(3);
  for (const [status, asked] of [[503, 3], [500, 3], [403, 2], [301, 2], [400, 2]] as const) {
    await using answers = new Answers(fine, saying(status));
    const bytes = await bytesOn(answers);
    await expect(bytes.write(randomId(), "ana", 0, noise(10))).rejects.toThrow(Unavailable);
    expect(answers.asked).toBe(asked);
  }
});

Deno.test("a store without room is full, as a disk is", async () => {
  for (const answer of [saying(507, "XMinioStorageFull"), saying(403, "QuotaExceeded")]) {
    await using answers = new Answers(() => new Response(), answer);
    const written = (await bytesOn(answers)).write(randomId(), "ana", 0, noise(10));
    await expect(written).rejects.toThrow(TooLarge);
    await expect(written).rejects.toMatchObject({ field: "disk" });
  }
});

Deno.test("bytes that are cut short are not found, and what stays listed is given up", async () => {
  await using answers = new Answers(() => new Response("<Key>a/0</Key>"));
  const bytes = await bytesOn(answers);
  await expect(all(bytes.read(randomId(), { from: 0, to: 100 }))).rejects.toThrow(NotFound);
  await expect(bytes.remove(randomId())).rejects.toThrow(/keeps what was removed/);
});

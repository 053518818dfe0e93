import { expect } from "expect";
import { RateLimited } from "@/lib/chat/errors.ts";
import { TokenBuckets } from "@/lib/chat/token_bucket.ts";

function bucketAt(now: { ms: number }): TokenBuckets<string> {
  return new TokenBuckets({ rate: 10, burst: 20 }, () => now.ms);
}

Deno.test("Ana may send 20 at once, then one each 100 ms", () => {
  const now = { ms: 0 };
  const buckets = bucketAt(now);
  for (let i = 0; i < 20; i++) buckets.take("Ana");
  expect(() => buckets.take("Ana")).toThrow(RateLimited);
  now.ms += 100;
  buckets.take("Ana");
  expect(() => buckets.take("Ana")).toThrow(RateLimited);
});

Deno.test("who is refused is told when there will be a token", () => {
  const buckets = bucketAt({ ms: 0 });
  for (let i = 0; i < 20; i++) buckets.take("Ana");
  try {
    buckets.take("Ana");
    throw new Error("not refused");
  } catch (error) {
    expect(error).toBeInstanceOf(RateLimited);
    expect((error as RateLimited).afterMs).toBe(100);
  }
});

Deno.test("what Ana spends does not count against Bruno", () => {
  const buckets = bucketAt({ ms: 0 });
  for (let i = 0; i < 20; i++) buckets.take("Ana");
  buckets.take("Bruno");
});

Deno.test("a bucket never holds more than its burst", () => {
  const now = { ms: 0 };
  const buckets = bucketAt(now);
  buckets.take("Ana");
  now.ms += 3_600_000;
  for (let i = 0; i < 20; i++) buckets.take("Ana");
  expect(() => buckets.take("Ana")).toThrow(RateLimited);
});

Deno.test("after a sweep of 5,000 people, whoever has spent is still short", () => {
  const buckets = bucketAt({ ms: 0 });
  for (let i = 0; i < 20; i++) buckets.take("Ana");
  for (let i = 0; i < 5_000; i++) buckets.take(`person ${i}`);
  expect(() => buckets.take("Ana")).toThrow(RateLimited);
});

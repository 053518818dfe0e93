// The program that S3Server runs: `run_s3rver.ts <folder> <port> <bucket>`.
import S3rver from "@20minutes/s3rver";

const [directory = "", port = "0", bucket = ""] = Deno.args;
await new S3rver({
  ...{ directory, address: "127.0.0.1", port: Number(port), silent: true },
  configureBuckets: [{ name: bucket }],
}).run();
// deno-lint-ignore no-console -- whoever started it waits for this line
console.log("ready");

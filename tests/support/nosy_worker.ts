/// <reference lib="deno.worker" />
// In place of the worker that makes previews, with its rights: tries what a picture would that has
// taken its codecs over, and says what each try ended in.
const TRIES: Readonly<Record<string, () => unknown>> = {
  "read a file": () => Deno.readTextFileSync("/etc/passwd"),
  "read its own program": () => Deno.readTextFileSync(new URL(import.meta.url)),
  "write a file": () => Deno.writeTextFileSync("/tmp/conexao-never", ""),
  "read the environment": () => Deno.env.get("PATH"),
  "reach the network": () => fetch("http://127.0.0.1:3306/"),
  "listen": () => Deno.listen({ hostname: "127.0.0.1", port: 0 }).close(),
  "run a program": () => new Deno.Command("ls").outputSync(),
  "load a library": () => Deno.dlopen("libc.so.6", {}),
  "ask about the machine": () => Deno.hostname(),
  "import what is elsewhere": () => import(`https://example.com/${self.name}.ts`),
  "have a worker of more rights": () =>
    new Worker(import.meta.url, { type: "module", deno: { permissions: { read: true } } }),
};

self.onmessage = async ({ data }: MessageEvent<object>) => {
  if ("codecs" in data) return self.postMessage({ ready: true });
  const ends: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(TRIES)) {
    try {
      await attempt();
      ends[name] = "done";
    } catch (error) {
      ends[name] = error instanceof Error ? error.name : "thrown";
    }
  }
  self.postMessage({ fault: JSON.stringify(ends) });
};

/** `METHOD /path` of every route file, as the files themselves say. */
export async function callsInRoutes(): Promise<string[]> {
  const found: string[] = [];
  async function walk(folder: URL, path: string): Promise<void> {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) {
        await walk(new URL(`${name}/`, folder), `${path}/${name}`);
        continue;
      }
      const text = await Deno.readTextFile(new URL(name, folder));
      const route = `${path}/${name.replace(/\.ts$/, "")}`.replace(/\/index$/, "")
        .replace(/\[(\w+)\]/g, "{$1}");
      for (const [, method] of text.matchAll(/^ {2}(?:async )?(GET|POST|PUT|PATCH|DELETE)[(:]/gm)) {
        found.push(`${method} ${route}`);
      }
    }
  }
  await walk(new URL("../../routes/api/v1/", import.meta.url), "");
  return found.toSorted();
}

/** A disk of its own at a folder that is there, until its scope ends (Linux, as root). */
export class SmallDisk implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** @param size in bytes */
  static async at(path: string, { size }: { size: number }): Promise<SmallDisk> {
    await run("mount", "-t", "tmpfs", "-o", `size=${size},mode=700`, "tmpfs", path);
    return new SmallDisk(path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Whoever has a file open there has been asked to end, and may not have yet.
    await run("umount", "--lazy", this.path);
  }
}

/** Why the tests of a full disk cannot run here; `undefined`: they can. */
export const noSmallDisk: string | undefined = await whyNot();

async function whyNot(): Promise<string | undefined> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return "only root on Linux can mount a disk";
  const path = await Deno.makeTempDir({ prefix: "conexao-disk-" });
  try {
    await using _disk = await SmallDisk.at(path, { size: 1_000_000 });
    return undefined;
  } catch {
    return "this machine does not let anybody mount a disk";
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

async function run(program: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, { args }).output();
  if (!success) throw new Error(`${program} failed: ${new TextDecoder().decode(stderr)}`);
}

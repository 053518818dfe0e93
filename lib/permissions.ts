import {
  type Config,
  ConfigError,
  ENV_NAMES,
  type Environment,
  parseConfig,
  readEnvironment,
} from "./config.ts";

/** What the serving process may touch; paths as the environment has them. */
export interface Permissions {
  /** `host:port` of the listener, the database, Redis and the object store. */
  net: string[];
  /** Files outside the program and `dataDir`: secrets and certificates. */
  read: string[];
  dataDir: string;
}

/**
 * The least that an environment needs. Opens none of the files that it names.
 *
 * @throws {ConfigError} for a wrong environment.
 */
export function permissionsFor(environment: Environment): Permissions {
  const read: string[] = [];
  const readFile = (path: string) => {
    read.push(path);
    return "-----BEGIN CERTIFICATE-----";
  };
  const config = parseConfig(environment, { readFile });
  return { net: netList(config), read, dataDir: config.dataDir };
}

function netList({ listen, store, bus, files }: Config): string[] {
  const remote = [store, bus].filter((end) => "host" in end);
  const ends = [listen, ...remote].map(({ host, port }) =>
    `${host.includes(":") ? `[${host}]` : host}:${port}`
  );
  return files.kind === "s3" ? [...ends, endOf(files.endpoint)] : ends;
}

function endOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
}

/** The flags of `deno run` for network and files, but those of `dataDir`. */
export function flagsOf({ net, read }: Permissions): string[] {
  // Deno takes a doubled comma for one that belongs to the path.
  const files = read.map((path) => `--allow-read=${path.replaceAll(",", ",,")}`);
  return [`--allow-net=${net.join(",")}`, ...files];
}

// deno-lint-ignore no-console -- the task that runs this reads its output
if (import.meta.main) console.log(answer(Deno.args[0]));

/** `data` asks for the data directory, `dev` for the flags of a process that bundles, too. */
function answer(question: string | undefined): string {
  // The bundler hands all of its environment on, which Deno takes for reading all of it.
  const env = question === "dev" ? "--allow-env" : `--allow-env=${ENV_NAMES.join(",")}`;
  try {
    const permissions = permissionsFor(readEnvironment());
    if (question === "data") return permissions.dataDir.replaceAll(",", ",,");
    return [env, ...flagsOf(permissions)].join(" ");
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // No network then, and it is the process that serves which complains.
    return question === "data" ? "data" : env;
  }
}

import { parseEnv } from "node:util";
import type { Config } from "./config.ts";
import { ConfigError } from "./config_error.ts";
import { type Environment, parseConfig } from "./parse_config.ts";
import { ENV_NAMES } from "./variables.ts";

const DOTENV = ".env";

/**
 * The configuration of this process, from its environment, its `.env` and the files they name.
 *
 * @throws {ConfigError} for a wrong environment, an unreadable `.env` or secret file.
 */
export function loadConfig(): Config {
  return parseConfig(readEnvironment(), { readFile: (path) => Deno.readTextFileSync(path) });
}

/**
 * The process's environment, and for names absent there the `.env` of the working directory.
 *
 * @throws {ConfigError} for a `.env` that is there and cannot be read.
 */
export function readEnvironment(): Environment {
  const env: Record<string, string | undefined> = { ...readDotenv() };
  for (const name of ENV_NAMES) {
    const value = Deno.env.get(name);
    if (value) env[name] = value;
  }
  return env;
}

function readDotenv(): Environment {
  try {
    return parseEnv(Deno.readTextFileSync(DOTENV));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    const reason = error instanceof Error ? error.name : "unknown error";
    throw new ConfigError([`${DOTENV} cannot be read (${reason}), wanted a readable file or none`]);
  }
}

/** Ends the process with status 1 and a line for each complaint; any other error is thrown on. */
export function reportConfigError(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error;
  Deno.stderr.writeSync(new TextEncoder().encode(`${error.message}\n`));
  Deno.exit(1);
}

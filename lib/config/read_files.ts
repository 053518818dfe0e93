const PASSWORDS = ["DB_PASSWORD", "REDIS_PASSWORD", "S3_SECRET_KEY"] as const;

/** An environment whose `*_FILE` secrets have been put in place, and what was wrong with the files. */
export interface FilesRead {
  env: Record<string, string>;
  /** The PEM text that `DB_SSL_CA` leads to. */
  ca: string | undefined;
  complaints: string[];
}

/** Puts what the `*_FILE` of each secret and `DB_SSL_CA` lead to in place. Throws nothing. */
export function readFiles(
  given: Readonly<Record<string, string>>,
  readFile: (path: string) => string = refuse,
): FilesRead {
  const env = { ...given };
  const complaints: string[] = [];
  const read = (name: string): string | undefined => {
    const path = given[name];
    if (!path) return undefined;
    try {
      return readFile(path);
    } catch (error) {
      complaints.push(
        `${name} is ${JSON.stringify(path)}, wanted a file that can be read (${reason(error)})`,
      );
      return undefined;
    }
  };
  for (const name of PASSWORDS) {
    if (given[name] && given[`${name}_FILE`]) {
      complaints.push(`${name} and ${name}_FILE are both set, wanted one of them`);
      continue;
    }
    // Editors and `echo` end the file with a line break that is no part of the secret.
    const secret = read(`${name}_FILE`)?.replace(/\r?\n$/, "");
    if (secret) env[name] = secret;
    else if (secret === "") complaints.push(`${name}_FILE leads to an empty file, wanted a secret`);
  }
  const ca = read("DB_SSL_CA");
  if (ca !== undefined && !ca.includes("-----BEGIN CERTIFICATE-----")) {
    complaints.push(`DB_SSL_CA is ${JSON.stringify(given.DB_SSL_CA)}, wanted a PEM certificate`);
  }
  return { env, ca, complaints };
}

function refuse(): string {
  throw new Error("no files here");
}

/** The name of a system error says what happened; its text would only repeat the path. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  return error.name === "Error" ? error.message : error.name;
}

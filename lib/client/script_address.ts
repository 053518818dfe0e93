interface Policy {
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

/** All scripts of the page come from one folder, and this is one of them. */
const FOLDER = new URL(".", import.meta.url).href;
/** And so is the worker that the whole site has, which has to lie at its root. */
const SITE_WORKER = "/sw.js";

let policy: Policy | undefined;

/**
 * The address of a script, as the page's policy wants it where a browser enforces Trusted Types.
 *
 * @throws {TypeError} It is no script of this page.
 */
export function scriptAddress(url: string): string {
  // A page may make its policy once.
  return (policy ??= makePolicy({ createScriptURL: ownAddress })).createScriptURL(url);
}

function ownAddress(url: string): string {
  if (!url.startsWith(FOLDER) && url !== SITE_WORKER) {
    throw new TypeError(`Not a script of this page: ${url}`);
  }
  return url;
}

function makePolicy(rules: Policy): Policy {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  return trustedTypes?.createPolicy("conexao", rules) ?? rules;
}

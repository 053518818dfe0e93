/** What a command is called in each language; all of them are understood everywhere. */
export const COMMANDS = {
  me: { "pt-BR": "eu", en: "me", es: "yo" },
  topic: { "pt-BR": "topico", en: "topic", es: "tema" },
  name: { "pt-BR": "nome", en: "name", es: "nombre" },
  invite: { "pt-BR": "convidar", en: "invite", es: "invitar" },
  direct: { "pt-BR": "conversa", en: "direct", es: "directo" },
  mute: { "pt-BR": "silenciar", en: "mute", es: "silenciar" },
  search: { "pt-BR": "busca", en: "search", es: "buscar" },
  leave: { "pt-BR": "sair", en: "leave", es: "salir" },
  help: { "pt-BR": "ajuda", en: "help", es: "ayuda" },
} as const;

/** A command, by what it does. */
export type Command = keyof typeof COMMANDS;
/** A language in which commands have names. */
export type Locale = keyof typeof COMMANDS[Command];

/** The commands, in the order in which they are shown. */
export const COMMAND_KEYS = Object.keys(COMMANDS).filter(isCommand);

/** What a text is: a message, a command with what follows it, or what looks like one. */
export type Said =
  | { kind: "text"; body: string }
  | { kind: "command"; command: Command; rest: string }
  | { kind: "unknown"; name: string };

/** One word of letters after the slash: `/etc/hosts`, `/24` and `/*` are none. */
const COMMAND = /^\/(\/?)(\p{L}+)(?=\s|$)\s*/u;

/**
 * Reads what is to be sent. A second slash makes text of what would be a command; a path, which has
 * more than one word, is text anyhow.
 */
export function readCommand(text: string): Said {
  const [whole = "", escape = "", name = ""] = COMMAND.exec(text) ?? [];
  if (whole === "") return { kind: "text", body: text };
  if (escape !== "") return { kind: "text", body: text.slice(1) };
  const command = commandNamed(name);
  if (!command) return { kind: "unknown", name };
  return { kind: "command", command, rest: text.slice(whole.length).trimEnd() };
}

/** What a command is called in a language. */
export function commandName(command: Command, locale: Locale): string {
  return COMMANDS[command][locale];
}

function commandNamed(name: string): Command | undefined {
  const wanted = plain(name);
  return COMMAND_KEYS.find((key) => Object.values(COMMANDS[key]).some((one) => one === wanted));
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function isCommand(key: string): key is Command {
  return key in COMMANDS;
}

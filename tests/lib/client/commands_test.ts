import { expect } from "expect";
import { COMMAND_KEYS, commandName, readCommand } from "@/lib/client/commands.ts";

Deno.test("a command is known by its name in every language, in any case, with or without accents", () => {
  for (const text of ["/topico Rede", "/TÓPICO  Rede ", "/topic Rede", "/tema\nRede"]) {
    expect(readCommand(text)).toEqual({ kind: "command", command: "topic", rest: "Rede" });
  }
  expect(readCommand("/eu")).toEqual({ kind: "command", command: "me", rest: "" });
  expect(readCommand("/eu danço\ne canto")).toMatchObject({ rest: "danço\ne canto" });
});

Deno.test("no two commands have the same name", () => {
  for (const command of COMMAND_KEYS) {
    for (const locale of ["pt-BR", "en", "es"] as const) {
      expect(readCommand(`/${commandName(command, locale)}`)).toMatchObject({ command });
    }
  }
});

Deno.test("paths, dates and comments are text, and stay as they are", () => {
  const texts = [
    ...["/etc/hosts", "/24 é a máscara", "/* nada */", "// um comentário", "//servidor/pasta"],
    ...["/", "/ sair", " /sair", "a /sair", "/sair.", "/sair/agora", "/topico: isto", ""],
  ];
  for (const text of texts) expect(readCommand(text)).toEqual({ kind: "text", body: text });
});

Deno.test("a second slash makes text of a command", () => {
  expect(readCommand("//eu danço")).toEqual({ kind: "text", body: "/eu danço" });
  expect(readCommand("//nada")).toEqual({ kind: "text", body: "/nada" });
});

Deno.test("what looks like a command and is none is told by its name", () => {
  expect(readCommand("/dançar agora")).toEqual({ kind: "unknown", name: "dançar" });
  expect(readCommand("/constructor")).toEqual({ kind: "unknown", name: "constructor" });
});

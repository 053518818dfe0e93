import { read } from "../support/person.ts";
import { ELSEWHERE, GERAL, IN_PRIVATE, type Name } from "./talk.ts";
import type { Telling } from "./telling.ts";

/** A room that somebody makes. */
interface Plan {
  by: Name;
  name: string;
  topic?: string;
  kind?: "public" | "private" | "announcement";
  /** Who comes, or is brought. */
  with: readonly Name[];
}

const ALL: readonly Name[] = ["Ana", "Bruno", "Clara", "Davi", "Fábio", "Gabi", "João Pedro"];

const PLANS: readonly Plan[] = [
  {
    by: "Ana",
    name: "cozinha",
    topic: "Café, bolo, e quem lava a louça",
    with: ["Bruno", "Clara", "Fábio", "Gabi"],
  },
  {
    by: "Bruno",
    name: "redes-2b",
    topic: "Turma de Redes 2B",
    with: ["Ana", "Clara", "Davi"],
  },
  {
    by: "Elisa",
    name: "avisos",
    topic: "Só o que todo mundo precisa saber",
    kind: "announcement",
    with: ALL,
  },
  {
    by: "Clara",
    name: "monitores",
    topic: "Escala e dúvidas da monitoria",
    kind: "private",
    with: ["Ana", "Fábio"],
  },
  { by: "Davi", name: "jogos", topic: "Partida às sextas, depois da aula", with: ["Gabi"] },
  { by: "Elisa", name: "Prova de recuperação", topic: "Só leitura até segunda", with: ["Ana"] },
  { by: "Ana", name: "feira de ciências", topic: "A de 2025", with: ["Clara"] },
  { by: "Ana", name: "biblioteca", topic: "Livros emprestados e trocados", with: [] },
];

/** Makes the rooms, brings everybody there, and sets how the rooms stand. */
export async function furnish(telling: Telling): Promise<void> {
  telling.rooms.set("geral", await telling.person("Ana").room());
  for (const { by, name, with: others, ...rest } of PLANS) {
    const members = others.map((one) => telling.person(one).user.id);
    const { room } = read(await telling.does(by, "/rooms", { body: { name, members, ...rest } }));
    telling.rooms.set(name, room);
  }
  const amend = (by: Name, name: string, body: object) =>
    telling.does(by, `/rooms/${telling.room(name).id}`, { method: "PATCH", body });
  await amend("Elisa", "geral", { topic: "Sala 3, laboratório de redes. Dúvidas rápidas aqui" });
  await amend("Elisa", "Prova de recuperação", { locked: true });
  await amend("Ana", "feira de ciências", { archived: true });
}

/** Says everything that is said in this world. */
export async function talkIn(telling: Telling): Promise<void> {
  await telling.hear(telling.room("geral"), GERAL);
  for (const [name, said] of Object.entries(ELSEWHERE)) {
    await telling.hear(telling.room(name), said);
  }
  for (const [name, said] of Object.entries(IN_PRIVATE)) {
    const { room } = read(await startTalk(telling, [name as Name]));
    telling.rooms.set(name, room);
    await telling.hear(room, said);
  }
  const { room } = read(await startTalk(telling, ["Clara", "Davi"]));
  telling.rooms.set("Clara e Davi", room);
  await telling.hear(room, [
    { who: "Davi", at: "12:50", text: "Almoço no bandejão?" },
    { who: "Ana", at: "12:51", text: "Já estou na fila", read: true },
  ]);
  for (const key of ["lista", "horário"]) {
    await telling.does("Ana", "/me/saved", { body: { ...telling.placeOf(key), on: true } });
  }
}

async function startTalk(telling: Telling, names: readonly Name[]) {
  const users = names.map((name) => telling.person(name).user.id);
  return await telling.does("Ana", "/direct", { body: { users } });
}

/** Somebody reports a message: that waits for the host. */
export async function troubleFor(telling: Telling): Promise<void> {
  const { room, seq } = telling.placeOf("cabo");
  await telling.does("Gabi", `/rooms/${room}/messages/${seq}/report`, {
    body: { reason: "É para a outra turma" },
  });
}

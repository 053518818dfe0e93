import type { Message, Room, User } from "@/lib/chat/model.ts";
import { Line, type LineOptions } from "./line.ts";
import { newId } from "./new_id.ts";

/** An answer, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** What a request is made of. */
export interface Asking {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is a string. */
  body?: unknown;
  signal?: AbortSignal;
}

/** The answers of the API that tests read. */
interface Answers {
  user: User;
  room: Room;
  rooms: Room[];
  message: Message;
  messages: Message[];
  rev: number;
  error: { code: string; message: string; field?: string; afterMs?: number };
}

/** Somebody who uses one instance by the protocol, with a cookie and no browser. */
export class Person {
  /** The instance that they use; a test may send them to another one. */
  url: string;
  /** `name=value`, once they are signed in. */
  cookie: string | undefined;
  #user: User | undefined;

  constructor(url: string) {
    this.url = url;
  }

  /** Somebody who signs in under this name. */
  static async named(name: string, url: string): Promise<Person> {
    const person = new Person(url);
    const answer = await person.ask("/api/v1/session", { method: "POST", body: { name } });
    if (answer.status !== 201) throw new Error(`${name} is not let in: ${answer.text}`);
    person.#user = read(answer).user;
    return person;
  }

  /** Who they are; they must be signed in. */
  get user(): User {
    if (this.#user === undefined) throw new Error("Nobody is signed in");
    return this.#user;
  }

  /** The same person, at another instance. */
  at(url: string): Person {
    const elsewhere = new Person(url);
    elsewhere.cookie = this.cookie;
    elsewhere.#user = this.#user;
    return elsewhere;
  }

  /** Makes a request; follows no redirect, and keeps the session's cookie like a browser. */
  async ask(path: string, asking: Asking = {}): Promise<Answer> {
    const { method = "GET", headers = {}, body, signal } = asking;
    const json = body !== undefined && typeof body !== "string";
    const response = await fetch(this.url + path, {
      method,
      redirect: "manual",
      ...(signal ? { signal } : {}),
      headers: {
        ...(json ? { "content-type": "application/json" } : {}),
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : String(body) }),
    });
    const text = await response.text();
    this.#keepCookie(response.headers);
    return { status: response.status, headers: response.headers, text };
  }

  /** The rooms that they see. */
  async rooms(): Promise<Room[]> {
    return read(await this.ask("/api/v1/rooms")).rooms;
  }

  /** The room with this slug. */
  async room(slug = "geral"): Promise<Room> {
    const found = (await this.rooms()).find((room) => room.slug === slug);
    if (found === undefined) throw new Error(`${slug} is not to be seen`);
    return found;
  }

  /** A stretch of a room's history; the last page of it without a query. */
  async history(room: number, query = "limit=200"): Promise<Message[]> {
    return read(await this.ask(`/api/v1/rooms/${room}/messages?${query}`)).messages;
  }

  /** All that a room holds, oldest first. */
  async wholeHistory(room: number): Promise<Message[]> {
    const all: Message[] = [];
    while (true) {
      const page = await this.history(room, `limit=200&after=${all.at(-1)?.seq ?? 0}`);
      if (page.length === 0) return all;
      all.push(...page);
    }
  }

  /** Posts over HTTP. */
  async post(room: number, body: string, id: string = newId()): Promise<Answer> {
    return await this.ask(`/api/v1/rooms/${room}/messages`, { method: "POST", body: { id, body } });
  }

  /** Opens a socket and says hello. */
  async connect(options: LineOptions = {}): Promise<Line> {
    const line = await this.dial();
    await line.hello(options);
    return line;
  }

  /** Opens a socket, and says nothing yet. */
  async dial(): Promise<Line> {
    return await Line.open(this.url, this.cookie === undefined ? {} : { cookie: this.cookie });
  }

  #keepCookie(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      if (!/^(?:__Host-)?conexao=/.test(pair)) continue;
      this.cookie = attributes.includes("Max-Age=0") ? undefined : pair;
    }
  }
}

/** An answer of the API, as what it should hold. */
export function read(answer: Answer): Answers {
  return JSON.parse(answer.text);
}

/** What a neighbour answers. */
interface NeighbourPage {
  headers?: HeadersInit;
  body?: string;
}

/** Another service on this machine: another port, and no friend. */
export class Neighbour implements AsyncDisposable {
  /** The `Cookie` headers that it was sent. */
  readonly cookies: string[] = [];
  readonly #pages: Readonly<Record<string, NeighbourPage>>;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor(pages: Readonly<Record<string, NeighbourPage>>) {
    this.#pages = pages;
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      (request) => this.#answer(request),
    );
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }

  #answer(request: Request): Response {
    const cookie = request.headers.get("cookie");
    if (cookie !== null) this.cookies.push(cookie);
    const { headers, body = "<h1>vizinho</h1>" } = this.#pages[new URL(request.url).pathname] ?? {};
    const answer = new Response(`<!DOCTYPE html>${body}`, headers ? { headers } : {});
    answer.headers.set("content-type", "text/html; charset=utf-8");
    return answer;
  }
}

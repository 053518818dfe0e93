const CHANNEL = "conexao:looks";
/** How long other pages of this browser have to answer, in milliseconds. */
const ANSWER_WITHIN = 150;

/** The other pages of this browser: whoever looks at one of them needs no sound from here. */
export class OtherPages {
  readonly #channel: BroadcastChannel | undefined;
  readonly #heard = new Set<() => void>();

  /** `looks`: whether this page is looked at, which the others ask. */
  constructor(looks: () => boolean) {
    if (typeof BroadcastChannel === "undefined") return;
    const channel = this.#channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => {
      if (data === "asks" && looks()) channel.postMessage("looks");
      if (data === "looks") { for (const heard of this.#heard) heard(); }
    };
  }

  /** Whether somebody looks at another one now. They are asked each time: a page may die unheard. */
  async looked(): Promise<boolean> {
    if (!this.#channel) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), ANSWER_WITHIN);
    const heard = () => resolve(true);
    this.#heard.add(heard);
    this.#channel.postMessage("asks");
    const looked = await promise;
    clearTimeout(timer);
    this.#heard.delete(heard);
    return looked;
  }

  /** Neither asks nor answers any more. */
  close(): void {
    this.#channel?.close();
  }
}

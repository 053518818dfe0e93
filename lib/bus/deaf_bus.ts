import type { Bus, Watch } from "@/lib/chat/bus.ts";

const WATCH: Watch = { ready: Promise.resolve(), stop() {} };

/**
 * The bus of an instance that shares its store but has no Redis: others' changes are found by the
 * poll alone, so it is always slow.
 */
export class DeafBus implements Bus {
  readonly mode = "slow";

  tell(): void {}

  watch(): Watch {
    return WATCH;
  }

  onPeople(): () => void {
    return () => {};
  }

  onMode(): () => void {
    return () => {};
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

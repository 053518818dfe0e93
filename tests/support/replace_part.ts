import type { Store } from "@/lib/chat/store.ts";

/** The store with one of its parts replaced. */
export function replacePart<K extends keyof Store>(store: Store, part: K, by: Store[K]): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === part) return by;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

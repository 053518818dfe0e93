import { expect } from "expect";
import { type ListPage, PagedList } from "@/lib/client/paged_list.ts";

/** A list whose pages come when the test says so. */
class Scene {
  readonly asked: (string | undefined)[] = [];
  readonly signals: AbortSignal[] = [];
  readonly list: PagedList<string>;
  readonly #answers: PromiseWithResolvers<ListPage<string>>[] = [];

  constructor() {
    this.list = new PagedList((next, signal) => {
      this.asked.push(next);
      this.signals.push(signal);
      const answer = Promise.withResolvers<ListPage<string>>();
      this.#answers.push(answer);
      return answer.promise;
    });
  }

  /** The oldest page that was asked for comes, or does not. */
  async answer(page: ListPage<string> | Error): Promise<void> {
    const answer = this.#answers.shift();
    if (page instanceof Error) answer?.reject(page);
    else answer?.resolve(page);
    await answer?.promise.catch(() => {});
    await Promise.resolve();
  }

  get standing() {
    const { rows, state, more } = this.list;
    return [rows.value.join(), state.value, more.value];
  }
}

Deno.test("nothing is asked for until somebody wants it", () => {
  const scene = new Scene();
  expect([scene.standing, scene.asked]).toEqual([["", "idle", "idle"], []]);
});

Deno.test("a list comes page by page, up to its end", async () => {
  const scene = new Scene();
  void scene.list.refresh();
  expect(scene.standing).toEqual(["", "busy", "idle"]);
  await scene.answer({ rows: ["a", "b"], next: "2" });
  void scene.list.loadMore();
  expect(scene.standing).toEqual(["a,b", "there", "busy"]);
  await scene.answer({ rows: ["c"] });
  void scene.list.loadMore();
  expect(scene.standing).toEqual(["a,b,c", "there", "idle"]);
  expect(scene.asked).toEqual([undefined, "2"]);
});

Deno.test("a page that is on its way is not asked for twice", async () => {
  const scene = new Scene();
  void scene.list.refresh();
  await scene.answer({ rows: ["a"], next: "1" });
  void scene.list.loadMore();
  void scene.list.loadMore();
  expect(scene.asked).toEqual([undefined, "1"]);
});

Deno.test("what was asked for last counts, and what came before it is let go of", async () => {
  const scene = new Scene();
  void scene.list.refresh();
  void scene.list.refresh();
  expect(scene.signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  await scene.answer({ rows: ["old"] });
  expect(scene.standing).toEqual(["", "busy", "idle"]);
  await scene.answer({ rows: ["new"] });
  expect(scene.standing).toEqual(["new", "there", "idle"]);
});

Deno.test("what does not come is told, and what is there stays; it can be asked for again", async () => {
  const scene = new Scene();
  const error = new TypeError("no network");
  void scene.list.refresh();
  await scene.answer(error);
  expect([scene.standing, scene.list.error.value]).toEqual([["", "failed", "idle"], error]);
  void scene.list.refresh();
  await scene.answer({ rows: ["a"], next: "1" });
  void scene.list.loadMore();
  await scene.answer(error);
  expect(scene.standing).toEqual(["a", "there", "failed"]);
  void scene.list.loadMore();
  await scene.answer({ rows: ["b"] });
  expect(scene.standing).toEqual(["a,b", "there", "idle"]);
});

Deno.test("a list that was let go of hears no answer any more", async () => {
  const scene = new Scene();
  void scene.list.refresh();
  scene.list.clear();
  await scene.answer({ rows: ["a"] });
  expect(scene.standing).toEqual(["", "idle", "idle"]);
});

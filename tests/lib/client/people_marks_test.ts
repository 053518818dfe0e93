import { expect } from "expect";
import { parseHTML } from "linkedom";
import { PeopleMarks } from "@/lib/client/people_marks.ts";
import { hearPresence, NOBODY, type Presence, standingOf } from "@/lib/client/presence.ts";

const WORDS = { here: "aqui agora", away: "ausente", off: "fora" };

function row(id: number, name: string, dot: string, about: string): string {
  return `<li data-person="${id}"><span class="face"><i class="${dot}"></i></span>` +
    `<b class="name"><bdi>${name}</bdi></b><small data-standing>${about}</small></li>`;
}

function setUp() {
  const { document } = parseHTML(
    `<ul>${row(1, "Ana", "dot", "aqui agora")}${row(2, "Bruno", "dot off", "aqui ontem")}</ul>`,
  );
  const shown = () =>
    [...document.querySelectorAll("li")].map((one) => [
      one.querySelector("bdi")?.textContent,
      one.querySelector(".dot")?.className,
      one.querySelector("small")?.textContent,
    ]);
  const marks = new PeopleMarks(document, WORDS);
  const mark = (presence: Presence) => marks.mark((id) => standingOf(presence, id));
  return { marks, mark, shown };
}

Deno.test("who stands as the server said keeps the server's words", () => {
  const { mark, shown } = setUp();
  mark(hearPresence(NOBODY, { online: [1] }));
  expect(shown()).toEqual([["Ana", "dot", "aqui agora"], ["Bruno", "dot off", "aqui ontem"]]);
});

Deno.test("who comes, falls silent, goes or takes another name is shown so", () => {
  const { marks, mark, shown } = setUp();
  const start = hearPresence(NOBODY, { online: [1] });
  mark(start);
  const later = hearPresence(start, { joined: [2], away: [1] });
  mark(later);
  expect(shown()).toEqual([["Ana", "dot away", "ausente"], ["Bruno", "dot", "aqui agora"]]);
  mark(hearPresence(later, { left: [2] }));
  marks.rename({ id: 2, name: "Breno", role: "member" });
  marks.rename({ id: 3, name: "Clara", role: "member" });
  marks.rename({ id: 1, name: "", role: "member" });
  expect(shown()).toEqual([["Ana", "dot away", "ausente"], ["Breno", "dot off", "fora"]]);
});

Deno.test("a moderator's page tells that something else waits than what it shows", () => {
  const { document } = parseHTML('<main><p data-waiting="1" hidden></p></main>');
  const note = document.querySelector("p")!;
  const marks = new PeopleMarks(document, WORDS);
  const isHidden = (count: number | undefined) => {
    marks.tellWaiting(count);
    return note.hasAttribute("hidden");
  };
  expect([undefined, 1, 2, 0, 1].map(isHidden)).toEqual([true, true, false, false, true]);
});

import { createDefine, HttpError, page, type PageProps } from "fresh";
import { HttpError as RuntimeHttpError } from "fresh/runtime";
import { expect } from "expect";

const define = createDefine<{ name: string }>();

Deno.test("define gives back what it gets", () => {
  const handler = define.handlers({
    GET: (ctx) => page({ greeting: `Oi, ${ctx.state.name}` }),
    POST: () => new Response(null, { status: 204 }),
  });
  const Page = define.page<typeof handler>(({ data, state }) => {
    // Typed by the handler and the state: anything else would not compile.
    const greeting: string = data.greeting;
    return <p>{greeting}{state.name}</p>;
  });
  const layout = define.layout((props: PageProps<unknown, { name: string }>) => 
  <props.Component />);
  const middleware = define.middleware((ctx) => ctx.next());
  // deno-lint-ignore require-await -- that it may be asynchronous is what is tested.
  const asynchronous = define.page<typeof handler>(async ({ data }) => <p>{data.greeting}</p>);
  expect(typeof asynchronous).toBe("function");
  expect(Object.keys(handler)).toEqual(["GET", "POST"]);
  expect([typeof Page, typeof layout]).toEqual(["function", "function"]);
  expect(define.middleware([middleware])).toEqual([middleware]);
});

Deno.test("page() carries data, status and headers", () => {
  expect(page("Ana", { status: 201, headers: { "X-Ana": "1" } })).toEqual({
    data: "Ana",
    status: 201,
    headers: { "X-Ana": "1" },
  });
  expect(page().data).toBe(undefined);
});

Deno.test("HttpError has a status, an empty message by default, and a cause", () => {
  const cause = new Error("disk");
  const error = new HttpError(507, "Full", { cause });
  expect([error.name, error.status, error.message]).toEqual(["HttpError", 507, "Full"]);
  expect(error.cause).toBe(cause);
  expect(new HttpError(404).message).toBe("");
  expect(RuntimeHttpError).toBe(HttpError);
});

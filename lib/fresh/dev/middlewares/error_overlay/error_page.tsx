/** @jsxRuntime automatic @jsxImportSource preact */
import { renderToString } from "preact-render-to-string";

/** The page that shows an error: message and stack come in the query. */
export function errorPage(url: URL): Response {
  const message = url.searchParams.get("message") ?? "Unknown error";
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{message}</title>
      </head>
      <body>
        <h1>{message}</h1>
        <pre>{url.searchParams.get("stack") ?? ""}</pre>
      </body>
    </html>,
  );
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  return new Response(`<!DOCTYPE html>${html}`, { headers });
}

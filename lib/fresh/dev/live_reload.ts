const revision = Date.now();

/** Tells a page which revision of the server runs; the page reloads when it is a newer one. */
export function announceRevision(req: Request): Response {
  if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return new Response(null, { status: 501 });
  }
  const { response, socket } = Deno.upgradeWebSocket(req);
  socket.addEventListener("open", () => {
    socket.send(JSON.stringify({ type: "initial-state", revision }));
  });
  return response;
}

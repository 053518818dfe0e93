/** What the front door says no with. */
type Status = 400 | 403 | 421;

const JSON_CODES: Readonly<Record<Status, string>> = {
  400: "invalid",
  403: "forbidden",
  421: "forbidden",
};

const SENTENCES: Readonly<Record<Status, readonly [pt: string, en: string, es: string]>> = {
  400: [
    "O pedido não pôde ser lido.",
    "The request could not be read.",
    "No se pudo leer la petición.",
  ],
  403: [
    "Este pedido veio de outro site.",
    "This request came from another site.",
    "Esta petición vino de otro sitio.",
  ],
  421: [
    "Este endereço não é o desta conversa. Quem cuida dela pode acrescentar o nome em ALLOWED_HOSTS.",
    "This is not an address of this chat. Its host can add the name to ALLOWED_HOSTS.",
    "Esta no es una dirección de este chat. Quien lo administra puede añadir el nombre a ALLOWED_HOSTS.",
  ],
};

/** A refusal in three languages, since nothing is known of who asks; JSON for programs. */
export function refusal(status: Status, request: Request): Response {
  const [pt, en, es] = SENTENCES[status];
  if (/^[^?]*\/(?:api\/|tus(?:[/?]|$))/.test(request.url)) {
    return Response.json({ error: { code: JSON_CODES[status], message: en } }, { status });
  }
  const page = `<!DOCTYPE html><html lang="pt-BR"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>ConexaoChat · ${status}</title>` +
    `</head><body><h1>${status}</h1><p>${pt}</p><p lang="en">${en}</p><p lang="es">${es}</p>` +
    `</body></html>`;
  return new Response(page, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** The same answer, which sets these cookies as well. */
export function withCookies(answer: Response, setCookies: readonly string[]): Response {
  for (const cookie of setCookies) answer.headers.append("set-cookie", cookie);
  return answer;
}

/** Done, and nothing to say about it. */
export function done(setCookies: readonly string[] = []): Response {
  return withCookies(new Response(null, { status: 204 }), setCookies);
}

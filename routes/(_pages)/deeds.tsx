import { type Context, HttpError } from "fresh";
import { ChatError, type ErrorCode, ERRORS } from "@/lib/chat/errors.ts";
import { waitName } from "@/lib/i18n/span_name.ts";
import type { PageSpeech } from "@/lib/i18n/speech_for.ts";
import { withCookies } from "@/lib/middlewares/answers.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import type { State } from "@/utils.ts";
import { askPassword } from "./confirm_screen.tsx";

/** Where a form leads once it was done, and what is to be said there. */
export interface Done {
  to: string;
  /** A word that the page there knows, or the number of a decision that can be undone. */
  said?: string | number | undefined;
  setCookies?: readonly string[];
}

/** Why a form was not done, with what it brought. */
export interface Refused {
  deed: string;
  code: ErrorCode;
  field: string | undefined;
  afterMs: number | undefined;
  status: number;
  form: URLSearchParams;
}

/** What a page's forms can do, each by the value of its `do` field. */
export type Deeds = Readonly<Record<string, (form: URLSearchParams) => Promise<Done>>>;

/**
 * Does what a form asks for. Whatever takes the password first asks for it, and goes on by itself.
 *
 * @returns a redirect, or why it was refused: the page is shown again with that
 */
export async function carryOut(
  ctx: Context<State>,
  deeds: Deeds,
): Promise<Response | Refused> {
  const form = await readForm(ctx.req);
  const deed = fieldOf(form, "do");
  const act = Object.hasOwn(deeds, deed) ? deeds[deed] : undefined;
  if (act === undefined) throw new HttpError(400);
  return await attempt(ctx, { deed, form, act: () => act(form) });
}

/** Does one thing, and turns its refusal into something to show. */
export async function attempt(
  ctx: Context<State>,
  { deed, form, act }: { deed: string; form: URLSearchParams; act: () => Promise<Done> },
): Promise<Response | Refused> {
  try {
    return leadOn(await act());
  } catch (error) {
    if (!(error instanceof ChatError) || ERRORS[error.code].status >= 500) throw error;
    const { code, field, afterMs } = error;
    if (code === "forbidden" && field === "password") return await askPassword(ctx, { form });
    return { deed, code, field, afterMs, status: ERRORS[code].status, form };
  }
}

function leadOn({ to, said, setCookies = [] }: Done): Response {
  const [path = "/", hash] = to.split("#", 2);
  const mark = path.includes("?") ? "&" : "?";
  const query = said === undefined ? "" : `${mark}feito=${encodeURIComponent(said)}`;
  const location = path + query + (hash === undefined ? "" : `#${hash}`);
  return withCookies(new Response(null, { status: 303, headers: { location } }), setCookies);
}

/** A refusal in words, where a page has none of its own for it. */
export function refusalText({ code, afterMs }: Refused, speech: PageSpeech): string {
  if (code === "rate_limited" && afterMs !== undefined) {
    return speech.of("door").say("many", { wait: waitName(afterMs, speech.page.locale) });
  }
  return speech.page.say(`refused.${code}`);
}

/**
 * What is to be said at one place of a page: nothing, unless the refusal is of one of these deeds.
 *
 * @param words for `deed.field`, `deed.code` or a `code`; the first that is there counts
 */
export function complaintAt(
  refused: Refused | undefined,
  options: {
    deeds: readonly string[];
    words?: Readonly<Record<string, string>>;
    speech: PageSpeech;
  },
): string | undefined {
  const { deeds, words = {}, speech } = options;
  if (refused === undefined || !deeds.includes(refused.deed)) return undefined;
  const { deed, code, field } = refused;
  return words[`${deed}.${field}`] ?? words[`${deed}.${code}`] ?? words[code] ??
    refusalText(refused, speech);
}

/** The id in a field of a form, or one that nothing has. */
export function idIn(form: URLSearchParams, name: string): number {
  const text = fieldOf(form, name);
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
}

import type { ptBr } from "./pt_br.ts";

/**
 * A text that depends on a number, by the forms of CLDR; `other` serves for those that are left out.
 * Portuguese and Spanish have a `many` from a million on ("1.000.000 de mensagens"): where so many
 * can be, they have it.
 */
export interface Plural {
  readonly one: string;
  readonly many?: string;
  readonly other: string;
}

/** Texts by key. */
export type Texts = Readonly<Record<string, string | Plural>>;

type Source = typeof ptBr;

// The same keys in every language, and a plural where the source has one: what is missing or too
// much does not compile.
type Like<Section> = {
  readonly [Key in keyof Section]: Section[Key] extends string ? string : Plural;
};

/** A part of a section, as the source language has it. */
export type Part<Section> = Like<Section>;

/** Every text in one language: `page` stays on the server, `chat` reaches the browser too. */
export type Catalogue = { readonly [Section in keyof Source]: Like<Source[Section]> };

/** The texts of one section in the source language, from which the placeholders are known. */
export type SourceTexts<Section extends keyof Source> = Source[Section];

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The names of what has to be filled in. */
export type ParametersOf<Text> = Text extends string ? Placeholders<Text>
  : Text extends Plural ? "n" | Placeholders<Text["other"]>
  : never;

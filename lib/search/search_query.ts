/** What a message may hold besides words. */
export type Attachment = "link" | "file" | "image" | "code";

/** Which hit comes first. */
export type SearchOrder = "newest" | "best";

/** What to look for in the text of a message; all of it folded (see `foldText`). */
export interface Wanted {
  /**
   * Parts of words, in any order. None has white space; one may have signs ("192.168.0.7", "c++"),
   * or be nothing but signs.
   */
  words: readonly string[];
  /** Words in this very order, whole ones at both ends. */
  phrases: readonly string[];
  /** What must not be there, not even as a part of a word. */
  without: readonly string[];
}

/** A search that knows whom and which room it means: what the index is asked. */
export interface SearchQuery extends Wanted {
  /** The author's id. */
  from?: number;
  /** The room's id. */
  room?: number;
  /** Milliseconds since the epoch: from then on, and up to but not including then. */
  after?: number;
  before?: number;
  /** A message must hold all of these. */
  has: readonly Attachment[];
  order: SearchOrder;
}

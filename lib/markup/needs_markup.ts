// Every sign that means something to the parser. No part of it can be matched in two ways.
const SIGNS = /[*_`\\]|~~|\|\||]\(|:\/\/|mailto:|www\.|\.\d+\.\d|\w@\w|^ *(?:>|-\s|\d+[.)]\s)/im;

/** Whether a body may be more than text as it stands; quick, and without the parser. */
export function needsMarkup(body: string): boolean {
  return SIGNS.test(body);
}

// Scripts in everyday use (UAX 31, tables 5 and 7), the likeliest first.
const LIVING = [
  ...["Latin", "Cyrillic", "Arabic", "Greek", "Hebrew", "Devanagari", "Thai", "Bengali", "Tamil"],
  ...["Telugu", "Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Sinhala", "Armenian", "Georgian"],
  ...["Ethiopic", "Khmer", "Lao", "Myanmar", "Oriya", "Thaana", "Tibetan", "Adlam", "Balinese"],
  ...["Bamum", "Batak", "Canadian_Aboriginal", "Chakma", "Cham", "Cherokee", "Hanifi_Rohingya"],
  ...["Javanese", "Kayah_Li", "Lepcha", "Limbu", "Lisu", "Mandaic", "Meetei_Mayek", "Miao"],
  ...["Mongolian", "New_Tai_Lue", "Newa", "Nko", "Nyiakeng_Puachue_Hmong", "Ol_Chiki", "Osage"],
  ...["Saurashtra", "Sundanese", "Syloti_Nagri", "Syriac", "Tai_Le", "Tai_Tham", "Tai_Viet"],
  ...["Tifinagh", "Vai", "Wancho", "Yi"],
];
// Japanese, Chinese and Korean are written in several scripts, and with Latin letters among them.
const EAST_ASIAN = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Bopomofo"],
  ["Latin", "Han", "Hangul"],
];
const WRITINGS = [["Latin"], ...EAST_ASIAN, ...LIVING.map((script) => [script])];

const tests = new Map<readonly string[], RegExp>();

/**
 * Whether a text keeps to one living script, or to those that are written together in East Asia:
 * the level "Highly Restrictive" of UTS 39, section 5.2. Digits, signs, emoji and accents that all
 * scripts share are free.
 */
export function isOneWriting(text: string): boolean {
  return WRITINGS.some((scripts) => testOf(scripts).test(text));
}

// Made when first needed: all of them at once would be felt at the start.
function testOf(scripts: readonly string[]): RegExp {
  const made = tests.get(scripts);
  if (made) return made;
  const classes = [...scripts, "Common", "Inherited"].map((one) => `\\p{Script_Extensions=${one}}`);
  const test = new RegExp(`^[${classes.join("")}]*$`, "u");
  tests.set(scripts, test);
  return test;
}

import { expect } from "expect";
import fc from "fast-check";
import { Invalid } from "@/lib/chat/errors.ts";
import { foldName, parseName, parsePersonName } from "@/lib/chat/name.ts";

const GOOD = [
  ...["Ana", "João Pedro", "Zoë", "José", "Müller", "O'Brien", "O’Brien", "Ana-Clara", "Łukasz"],
  ...["Nguyễn Thị Ánh", "Nguyễn Thị Ánh".normalize("NFD"), "Владимир", "مريم", "محمد", "李雷"],
  ...[
    "李小龍",
    "さくらサクラ漢字",
    "홍길동",
    "क्षत्रिय",
    "สมชาย",
    "שָׂרָה",
    "Ana 🎉",
    "👩‍💻",
    "👩‍🏫 Marina",
  ],
  ...["❤️ Lia", "🇧🇷 Bia", "R2D2", "R2-D2", "João Pessoa 2", "1️⃣ Ana", "a".repeat(40)],
];

const BAD: Readonly<Record<string, string>> = {
  "nothing": "",
  "white space": "   ",
  "41 characters": "a".repeat(41),
  "a control character": "Ana\u0007",
  "a line break": "Ana\nBruno",
  "a line separator": "Ana\u2028Bruno",
  "NUL": "Ana\0",
  "a bidi override": "\u202eanA",
  "a bidi isolate": "Ana\u2066",
  "a direction mark": "Ana\u200f",
  "a zero-width space": "A\u200bna",
  "a joiner outside of an emoji": "A\u200dna",
  "a picture selector outside of an emoji": "Ana\ufe0f",
  "a soft hyphen": "A\u00adna",
  "a tag": "Ana\u{e0041}",
  "a Hangul filler": "\u3164",
  "blank Braille": "Ana\u2800",
  "a blank note head": "Ana\u{1d159}",
  "a lone surrogate": "Ana\ud800",
  "a private character": "Ana\ue000",
  "an unassigned character": "Ana\u0378",
  "punctuation alone": "...",
  "an apostrophe that counts as a letter": "\u02bc",
  "Latin with a Cyrillic letter": "Аna",
  "Latin with a Greek letter": "Αna",
  "an accent alone": "\u0301Ana",
  "an accent after a space": "Ana \u0301B",
  "an accent on an emoji": "🎉\u0301",
  "one accent twice": "Ana\u0301\u0301",
  "five accents on one letter": "Ana\u0301\u0302\u0303\u0304\u0305",
  "a script of the dead": "ᚠᚢᚦ",
};

for (const name of GOOD) {
  Deno.test(`a name can be ${JSON.stringify(name)}, and is shown as it was typed`, () => {
    expect(parseName(name).shown).toBe(name);
    expect(parsePersonName(name)).toEqual(parseName(name));
  });
}

for (const [what, name] of Object.entries(BAD)) {
  Deno.test(`a name cannot be ${what}`, () => {
    expect(() => parseName(name)).toThrow(Invalid);
    expect(() => parsePersonName(name)).toThrow(Invalid);
  });
}

Deno.test("white space round a name is cut", () => {
  expect(parseName("  Ana ").shown).toBe("Ana");
});

const ALIKE = [
  ["Ana", "ana", "ANA", "Aná", "Ａｎａ", "ana ", "Аna", "Αna", "𝐀𝐧𝐚", "Ⓐⓝⓐ", "A\u200bna", "Änà"],
  ["Bruno", "Brun0", "BRUNO", "bruno", "Вruno", "Bгunо"],
  ["lara", "Iara", "1ara", "|ara", "iara", "Lara", "lаrа"],
  ["maria", "rnaria", "Maria", "MARIA", "María"],
  ["Clara", "ｃlara", "CIara", "C1ara"],
  ["João  Pedro", "joao pedro", "João\u00a0Pedro", "João\u3000 Pedro"],
  ["O'Brien", "O’Brien", "OBrien", "O`Brien", "ΟBrien"],
  ["Łukasz", "Lukasz"],
  ["Владимир", "владимир", "ВЛАДИМИР"],
  ["Софья", "СОФЬЯ", "Софья\u0483"],
  ["مريم", "مريم\u06e2", "مَرْيَم"],
  ["שרה", "שָׂרָה"],
];

for (const names of ALIKE) {
  Deno.test(`one key is for all that look like ${names[0]}`, () => {
    expect(new Set(names.map(foldName)).size).toBe(1);
  });
}

Deno.test("different names have different keys", () => {
  const different = [
    ...["Ana", "Anna", "Bruno", "Clara", "Dani", "Davi", "Eva", "Eda", "Gil", "Hugo", "Ivo", "Ian"],
    ...["Nina", "Viva", "Caio", "Cássio", "Rui", "Ruy", "李雷", "李小龍", "👩‍🏫 Ana", "Ana Clara"],
    ...[
      "Владимир",
      "Наталья",
      "شادي",
      "سادي",
      "さくら",
      "サクラ",
      "홍길동",
      "김철수",
      "राम",
      "रीमा",
    ],
  ];
  expect(new Set(different.map(foldName)).size).toBe(different.length);
});

Deno.test("a key stays as it is from one version to the next", () => {
  expect(foldName("Maria da Silva")).toBe("rnarla da sllva");
  expect(foldName("João Pessoa 2")).toBe("joao pessoa 2");
  expect(foldName("Nguyễn Thị Ánh")).toBe("nguyen thl anh");
  expect(foldName("李小龍")).toBe("李小龍");
});

Deno.test("a key is its own key", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (name) => {
    expect(foldName(foldName(name))).toBe(foldName(name));
  }));
});

Deno.test("any string is a name or Invalid, and a name is as short and plain as it says", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 50 })
      .map((units) => String.fromCharCode(...units)),
  );
  fc.assert(
    fc.property(anything, (input) => {
      try {
        const { shown, key } = parsePersonName(input);
        expect(shown).toBe(input.trim());
        expect([...shown].length).toBeLessThanOrEqual(40);
        expect(key).not.toBe("");
        expect(foldName(shown)).toBe(key);
      } catch (error) {
        expect(error).toBeInstanceOf(Invalid);
      }
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("a mebibyte is refused for its length, whatever it is made of", () => {
  for (const unit of ["a", "\u0301", "😀", "1️⃣", "ﷺ", "\ud800", "A\u200b", "a "]) {
    const input = unit.repeat(2 ** 20 / unit.length) + "a";
    expect(() => parsePersonName(input)).toThrow("at most 40 allowed");
  }
  expect(parseName(" ".repeat(2 ** 20) + "Ana").shown).toBe("Ana");
});

const RESERVED = [
  ...["Host", "h0st", "HOST", "Hóst", "Anfitrião", "anfitriao", "Anfitrión"],
  ...["Admin", "adrnin", "Administrador", "administradora", "Administrator", "Moderador"],
  ...["moderator", "Sistema", "S1stema", "System", "Conexão Chat", "ConexaoChat", "conexao-chat"],
  ...["Todos", "@todos", "All", "a11", "Here", "aqui", "Everyone", "everybody", "Canal", "Channel"],
  ...["Pessoa removida", "Deleted person", "deleted_person", "Persona eliminada", "Você", "you"],
  ...["Tú", "Guest", "Convidado", "Invitado", "root", "Suporte", "Support", "Soporte"],
  ...["Host 👑", "★ Admin ★", "Ｈｏｓｔ", "  sistema ", "НОЅТ"],
];

for (const name of RESERVED) {
  Deno.test(`nobody can be called ${JSON.stringify(name)}, but a room can`, () => {
    expect(parseName(name).shown).toBe(name.trim());
    expect(() => parsePersonName(name)).toThrow("Cannot take name: it is a reserved word");
  });
}

Deno.test("a reserved word within a name is no matter", () => {
  for (const name of ["Allan", "Hostília", "Ana Canal", "Rootsy", "Tudor"]) {
    expect(parsePersonName(name).shown).toBe(name);
  }
});

Deno.test("nobody can be called by digits alone, but a room can", () => {
  for (const name of ["7", "101", "12 34", "٣٤", "½", "1️⃣2️⃣", "3.14"]) {
    expect(parseName(name).shown).toBe(name);
    expect(() => parsePersonName(name)).toThrow("it has no letter or emoji");
  }
});

Deno.test("a refusal names its field", () => {
  for (const name of ["", "Host", "7", "Аna", "a".repeat(41)]) {
    expect(() => parsePersonName(name, "newName")).toThrow(
      expect.objectContaining({ field: "newName" }),
    );
  }
});

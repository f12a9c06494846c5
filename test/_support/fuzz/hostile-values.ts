import type { Dice } from "./dice.ts";

/** Names that mean something to the language, and names that are too much. */
const KEYS: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "length",
  "then",
  "toJSON",
  "valueOf",
  "",
  " ",
  ".",
  "..",
  "/",
  "a/b",
  "~1",
  "0",
  "-1",
  "null",
  "true",
  "<<",
  "=",
  "é",
  "e\u0301",
  "\ud83d\ude00",
  "\u202e",
  "\u0000",
  "\u2028",
  "$ref",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as Terraform writes references
  "${charter_member.ada.email}",
];

const TEXTS: readonly string[] = [
  ...KEYS,
  "ADA@ACME.EXAMPLE",
  "ada@acme.example",
  "ada@acme.example ",
  "a\u0300da@acme.example",
  "İ@acme.example",
  "@",
  "a@b@c",
  "a/b@acme.example",
  "2026-02-30",
  "2026-11-22",
  "0000-00-00",
  "9999-12-31",
  "+275760-09-13",
  "2026-11-22T00:00:00Z",
  "100%",
  "-1%",
  "99999999999999999999%",
  "15m",
  "0m",
  "-5m",
  "1e999m",
  "owner",
  "admin",
  "standard",
  "*",
  "\ud800",
  "\u001b[31m",
  "\r\n",
  "a\nb",
  "\ufeff",
];

const NUMBERS: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.1,
  1.5,
  1e21,
  -1e21,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  2 ** 63,
  2 ** 64,
];

export function hostileKey(dice: Dice): string {
  if (dice.once(40)) return "k".repeat(1 + dice.below(20_000));
  return dice.pick(KEYS);
}

export function hostileText(dice: Dice): string {
  if (dice.once(40)) return dice.pick(["x", "é", "\ud83d\ude00", " ", "@", "/", "\n"]).repeat(dice.below(20_000));
  return dice.pick(TEXTS);
}

export function hostileNumber(dice: Dice): number {
  return dice.pick(NUMBERS);
}

/** Anything that JSON can hold. */
export function hostileValue(dice: Dice): unknown {
  switch (dice.below(10)) {
    case 0:
      return null;
    case 1:
      return dice.once(2);
    case 2:
    case 3:
      return hostileNumber(dice);
    case 4:
      return dice.pick([[], {}, [[]], [{}], { "": {} }, [null]]);
    case 5:
      return nested(dice.once(20) ? 5000 : dice.below(120), dice.once(2));
    case 6:
      return Array.from({ length: dice.below(dice.once(20) ? 3000 : 8) }, () => hostileText(dice));
    default:
      return hostileText(dice);
  }
}

function nested(levels: number, inLists: boolean): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < levels; level++) value = inLists ? [value] : { a: value };
  return value;
}

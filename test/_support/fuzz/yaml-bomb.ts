import type { Dice } from "./dice.ts";
import { hostileKey } from "./hostile-values.ts";

type Bomb = (size: number, dice: Dice) => string;

/** Texts that are small, and mean something large, deep or without end. */
const BOMBS: readonly Bomb[] = [
  // Aliases of aliases.
  (size) =>
    levels(
      size,
      (at) =>
        `l${at}: &l${at} [${Array(10)
          .fill(`*l${at - 1}`)
          .join(", ")}]`,
    ),
  (size) => levels(size, (at) => `l${at}: &l${at} { a: *l${at - 1}, b: *l${at - 1} }`),
  (size) => `a: &a { b: 1 }\nmembers:\n${"  - *a\n".repeat(size * 20)}`,
  (size) => `${"&a ".repeat(size)}x: *a\n`,
  () => "a: &a [*a]\n",
  () => "members: &m\n  - *m\n",
  (size) => `base: &base { email: a@acme.example }\nmembers:\n${"  - { <<: *base }\n".repeat(size)}`,
  // Nesting.
  (size) => "[".repeat(size * 10),
  (size) => "{a: ".repeat(size * 10),
  (size) => `members: ${"[".repeat(size)}${"]".repeat(size)}\n`,
  (size) => "- ".repeat(size * 5),
  (size) => Array.from({ length: size }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
  (size) => "? ".repeat(size * 5),
  (size) => "!x ".repeat(size),
  // Length.
  (size, dice) => `${hostileKey(dice).repeat(size)}: 1\n`,
  (size) => `"${"k".repeat(size * 500)}": 1\n`,
  (size) => `title: ${"x ".repeat(size * 500)}\n`,
  (size) => `title: |\n${" x\n".repeat(size * 50)}`,
  (size) => `title: "${"\\ud800".repeat(size * 10)}"\n`,
  (size) => `${"# comment\n".repeat(size * 50)}charter: v1\n`,
  (size) => "---\n".repeat(size),
  (size) => `${"charter: v1\n".repeat(size)}organization: acme\n`,
  (size) => `members:\n${"  - { email: a@acme.example, rol: x }\n".repeat(size * 5)}`,
  (size) => Array.from({ length: size * 20 }, (_, at) => `key-${at}: ${at}`).join("\n"),
  (size) => `tier: ${"9".repeat(size * 20)}\n`,
  (size) => `tier: 0x${"f".repeat(size * 20)}\n`,
  (size) => `tier: 1e${"9".repeat(size)}\n`,
  (size) => `guards: { removals: ${"9".repeat(size)}% }\n`,
  (size) => `${"\ufeff".repeat(size)}charter: v1\n`,
  (size) => `a:${" ".repeat(size * 100)}\n\tb: 1\n`,
];

/** A text that is made to cost more than it looks. */
export function yamlBomb(head: string, dice: Dice): string {
  const bomb = dice.pick(BOMBS)(1 + dice.below(dice.once(20) ? 400 : 60), dice);
  return dice.once(2) ? bomb : `${head}\n${bomb}`;
}

function levels(count: number, line: (at: number) => string): string {
  return ["l0: &l0 [x]", ...Array.from({ length: count }, (_, at) => line(at + 1)), ""].join("\n");
}

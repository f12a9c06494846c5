/**
 * Whether an output is what a page shows. `…` alone in a line stands for any number of lines, and within a line for
 * anything in it; blanks at the ends of lines, and empty lines at the ends of the output, do not count.
 */
export function matchesShown(actual: string, expected: readonly string[]): boolean {
  return matchLines(trimmed(actual.split("\n")), trimmed(expected));
}

function trimmed(lines: readonly string[]): string[] {
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/^\n+|\n+$/g, "")
    .split("\n");
}

function matchLines(actual: readonly string[], [first, ...others]: readonly string[]): boolean {
  if (first === undefined) return actual.length === 0;
  if (first.trim() === "…")
    return actual.concat("").some((_line, index) => matchLines(actual.slice(index), others)) || others.length === 0;
  return actual[0] !== undefined && matchLine(actual[0], first) && matchLines(actual.slice(1), others);
}

function matchLine(actual: string, expected: string): boolean {
  const parts = expected.split("…").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(actual);
}

/** A command of a console block, and what it has to print; undefined where the block does not say. */
export interface ShownCommand {
  readonly line: number;
  readonly command: string;
  readonly expected: readonly string[] | undefined;
}

/**
 * What a page does, in its order:
 *
 * - a block with a file's name in a comment of its first line (`# charter.yaml`, `// main.ts`) is that file, written
 * - a `diff` block that begins with `--- charter.yaml` edits it
 * - `console` blocks are commands after `$ ` with all that they print; `…` stands for anything, alone in a line for lines
 * - `sh` blocks are commands of which only the exit code is looked at
 * - `<!-- run: … -->` is the same, unseen by the reader; `found` and `everybody_accepts` of `reader-shell.ts` are for it
 * - `<!-- not run: REASON -->` and `<!-- tested by FILE -->` before a block exempt it
 */
export type Snippet =
  | { readonly kind: "file"; readonly line: number; readonly name: string; readonly text: string }
  | {
      readonly kind: "edit";
      readonly line: number;
      readonly name: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: "commands"; readonly commands: readonly ShownCommand[] }
  | { readonly kind: "typescript"; readonly line: number; readonly text: string }
  | { readonly kind: "data"; readonly line: number; readonly language: string; readonly text: string }
  | { readonly kind: "not-run"; readonly line: number; readonly reason: string }
  | { readonly kind: "tested"; readonly line: number; readonly by: string }
  | { readonly kind: "text"; readonly line: number };

/** Languages that nothing could run or read. */
const PROSE = new Set(["", "text", "mermaid"]);

const BLOCK = /^<!-- (run|not run|tested by|block|before):?\s([\s\S]*?)-->$|^( *)```(\S*)[^\n]*\n([\s\S]*?)^\3```$/gm;

interface Marker {
  readonly kind: string;
  readonly text: string;
  /** Where it ends; it speaks of a block that follows at once. */
  readonly end: number;
}

/** Throws where a block is in a language of which this test does not know what to do. */
export function pageSnippets(page: string): Snippet[] {
  const found: Snippet[] = [];
  let marker: Marker | undefined;
  for (const match of page.matchAll(BLOCK)) {
    const line = page.slice(0, match.index).split("\n").length;
    const [whole, kind, text = "", indent = "", language = "", body = ""] = match;
    if (kind === "run") found.push({ kind: "commands", commands: unseen(text, line) });
    else if (kind !== undefined) marker = { kind, text: text.trim(), end: match.index + whole.length };
    else {
      const before = marker !== undefined && page.slice(marker.end, match.index).trim() === "" ? marker : undefined;
      found.push(snippet(language, body.replaceAll(new RegExp(`^${indent}`, "gm"), ""), line, before));
    }
  }
  return found;
}

function snippet(language: string, text: string, line: number, marker: Marker | undefined): Snippet {
  if (marker?.kind === "not run") return { kind: "not-run", line, reason: marker.text };
  if (marker?.kind === "tested by") return { kind: "tested", line, by: marker.text };
  if (marker?.kind === "block") return { kind: "tested", line, by: `block ${marker.text}` };
  if (PROSE.has(language)) return { kind: "text", line };
  if (language === "console") return { kind: "commands", commands: shown(text, line) };
  if (language === "sh") return { kind: "commands", commands: unseen(text, line) };
  if (language === "diff") return edit(text, line);
  const name = /^(?:#|\/\/) ([\w./-]*\.\w+)\n/.exec(text)?.[1];
  if (name !== undefined) return { kind: "file", line, name, text };
  if (language === "ts")
    return { kind: "typescript", line, text: `${marker?.kind === "before" ? marker.text : ""}\n${text}` };
  return { kind: "data", line, language, text };
}

function shown(text: string, start: number): ShownCommand[] {
  const commands: { line: number; command: string; expected: string[] }[] = [];
  for (const [index, line] of text.trimEnd().split("\n").entries()) {
    const last = commands.at(-1);
    if (line.startsWith("$ ")) commands.push({ line: start + 1 + index, command: line.slice(2), expected: [] });
    else if (last === undefined) throw new Error(`line ${start + 1 + index}: output without a command`);
    else if (last.expected.length === 0 && last.command.endsWith("\\")) last.command += `\n${line}`;
    else last.expected.push(line);
  }
  return commands;
}

/** Lines that end in a backslash, and what is indented below a line, belong together. */
function unseen(text: string, start: number): ShownCommand[] {
  const commands: { line: number; command: string; expected: undefined }[] = [];
  for (const [index, line] of text.trimEnd().split("\n").entries()) {
    const last = commands.at(-1);
    if (last !== undefined && (last.command.endsWith("\\") || /^\s/.test(line))) last.command += `\n${line}`;
    else if (line.trim() !== "" && !line.startsWith("#"))
      commands.push({ line: start + index, command: line, expected: undefined });
  }
  return commands;
}

function edit(text: string, line: number): Snippet {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const name = /^--- (\S+)$/.exec(head)?.[1];
  if (name === undefined) throw new Error(`line ${line}: a diff begins with "--- FILE"`);
  const side = (sign: string) =>
    lines
      .filter((each) => each === "" || each.startsWith(" ") || each.startsWith(sign))
      .map((each) => each.slice(1))
      .join("\n");
  return { kind: "edit", line, name, before: side("-"), after: side("+") };
}

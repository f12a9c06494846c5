import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { matchesShown } from "./matches-shown.ts";
import type { ShownCommand, Snippet } from "./page-snippets.ts";
import type { ReaderShell } from "./reader-shell.ts";

/** What a command printed in place of what its page shows. */
export interface Correction {
  readonly line: number;
  readonly command: string;
  readonly expected: readonly string[];
  readonly printed: string;
}

/**
 * Does what a page says, in its order. Commands that end otherwise than the page lets expect fail the test; those that
 * print something else are returned.
 */
export async function followPage(
  page: string,
  snippets: readonly Snippet[],
  shell: ReaderShell,
): Promise<Correction[]> {
  const corrections: Correction[] = [];
  for (const snippet of snippets) {
    if (snippet.kind === "commands") corrections.push(...(await runAll(page, snippet.commands, shell)));
    if (snippet.kind === "file") await save(join(shell.folder, snippet.name), snippet.text);
    if (snippet.kind === "edit") await applyEdit(`${page}:${snippet.line}`, join(shell.folder, snippet.name), snippet);
  }
  return corrections;
}

async function runAll(page: string, commands: readonly ShownCommand[], shell: ReaderShell): Promise<Correction[]> {
  const corrections: Correction[] = [];
  for (const [index, { line, command, expected }] of commands.entries()) {
    if (command.endsWith("&")) {
      await shell.start(command, (text) => matchesShown(text, expected ?? ["…"]));
      continue;
    }
    const { code, text } = await shell.run(command);
    // Another code than 0 has to be shown to the reader, who would wonder.
    const shown = commands[index + 1]?.command === "echo $?";
    if (!shown) expect(code, `${page}:${line}: $ ${command}\n${text}`).toBe(0);
    if (expected !== undefined && !matchesShown(text, expected))
      corrections.push({ line, command, expected, printed: text });
  }
  return corrections;
}

async function save(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

interface Edit {
  readonly before: string;
  readonly after: string;
}

async function applyEdit(place: string, path: string, { before, after }: Edit): Promise<void> {
  const parts = (await readFile(path, "utf8")).split(before);
  expect(parts, `${place}: what the diff takes away has to stand in the file once`).toHaveLength(2);
  await writeFile(path, parts.join(after));
}

import { readFile } from "node:fs/promises";
import { fromRoot } from "../paths.ts";

/** An example of the repository as a block of Markdown. Throws where there is none: every page has one. */
export async function example(path: string, language: "terraform" | "shell"): Promise<string> {
  const text = await readFile(fromRoot(`examples/terraform/${path}`), "utf8");
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

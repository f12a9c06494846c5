import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BUILT } from "../_support/child-command.ts";
import { correctPage } from "../_support/docs/correct-page.ts";
import { followPage } from "../_support/docs/follow-page.ts";
import { pageSnippets } from "../_support/docs/page-snippets.ts";
import { openReaderShell } from "../_support/docs/reader-shell.ts";
import { writtenPages } from "../_support/docs/written-pages.ts";
import { openTerraform } from "../_support/terraform.ts";

const PROVIDER = { command: [process.execPath, BUILT, "provider"] };

const pages = writtenPages()
  .map((page) => ({ page, text: readFileSync(page, "utf8") }))
  .filter(({ text }) => pageSnippets(text).some(({ kind }) => kind === "commands"));

/** Where a page runs Terraform, the provider lies in a mirror, as the page on the provider says. */
async function surroundings(text: string): Promise<Record<string, string>> {
  if (!/^(\$ )?terraform /m.test(text)) return {};
  const { folder } = await openTerraform(PROVIDER);
  return {
    TF_CLI_CONFIG_FILE: join(folder, "..", "terraform.rc"),
    TF_CLI_ARGS_init: "-no-color",
    TF_CLI_ARGS_apply: "-no-color",
  };
}

describe("whoever follows a page, command by command, sees what the page shows", () => {
  it.each(pages)("$page", async ({ page, text }) => {
    const shell = await openReaderShell(await surroundings(text));
    const corrections = await followPage(page, pageSnippets(text), shell);
    if (process.env.CHARTER_DOCS === "correct") return await correctPage(page, corrections);
    const printed = corrections.map(({ line, command, printed }) => `${page}:${line}\n$ ${command}\n${printed}`);
    const shown = corrections.map(
      ({ line, command, expected }) => `${page}:${line}\n$ ${command}\n${expected.join("\n")}\n`,
    );
    expect(printed.join("\n")).toBe(shown.join("\n"));
  });
});

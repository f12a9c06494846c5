import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { pageSnippets } from "../_support/docs/page-snippets.ts";
import { writtenPages } from "../_support/docs/written-pages.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const INSTALLED = ["@types", "cdktf", "constructs", "js-yaml", "vitest"];

interface Block {
  readonly place: string;
  readonly text: string;
}

async function blocks(): Promise<Block[]> {
  const pages = writtenPages().map(async (page) =>
    pageSnippets(await readFile(page, "utf8")).flatMap((snippet): Block[] => {
      if (snippet.kind === "typescript" || (snippet.kind === "file" && /\.m?ts$/.test(snippet.name)))
        return [{ place: `${page}:${snippet.line}`, text: snippet.text }];
      return [];
    }),
  );
  return (await Promise.all(pages)).flat();
}

/** A project that has the package, the framework and the test runner installed. */
async function project(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "node_modules"));
  await symlink(resolve("."), join(folder, "node_modules/charter"));
  for (const name of INSTALLED) await symlink(resolve("node_modules", name), join(folder, "node_modules", name));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}

it("the TypeScript of the pages compiles with the built package, and none of it is left out", async () => {
  const folder = await project();
  const found = await blocks();
  for (const [index, { place, text }] of found.entries())
    await writeFile(join(folder, `block-${index}.ts`), `// ${place}\n${text}\nexport {};\n`);
  const options = [
    "--strict",
    "--target",
    "es2024",
    "--module",
    "nodenext",
    "--types",
    "node",
    "--skipLibCheck",
    "--noEmit",
  ];
  const files = found.map((_block, index) => `block-${index}.ts`);
  const compiled = promisify(execFile)(process.execPath, [TSC, ...options, ...files], { cwd: folder });
  const errors = await compiled.then(
    () => "",
    ({ stdout }: { stdout: string }) => stdout,
  );
  const placed = errors.replaceAll(/^block-(\d+)\.ts/gm, (_all, index: string) => found[Number(index)]?.place ?? "");
  expect(placed).toBe("");
  expect(found.length).toBeGreaterThanOrEqual(4);
});

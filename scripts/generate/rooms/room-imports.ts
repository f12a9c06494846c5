import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { fromRoot } from "../paths.ts";

const SOURCE = fromRoot("src");

/** Which rooms each room of `src` imports, types included, read from the import lines of all its modules. */
export async function roomImports(): Promise<Map<string, Set<string>>> {
  const entries = await readdir(SOURCE, { recursive: true, withFileTypes: true });
  const modules = entries.filter((entry) => entry.isFile() && /\.[cm]?ts$/.test(entry.name));
  const rooms = new Map<string, Set<string>>();
  for (const { parentPath, name } of modules) {
    const room = roomOf(join(parentPath, name));
    if (room === undefined) continue;
    const others = (await importedRooms(join(parentPath, name))).filter((other) => other !== room);
    rooms.set(room, new Set([...(rooms.get(room) ?? []), ...others]));
  }
  return new Map([...rooms].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function importedRooms(module: string): Promise<string[]> {
  const { importedFiles } = ts.preProcessFile(await readFile(module, "utf8"));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .flatMap(({ fileName }) => roomOf(resolve(dirname(module), fileName)) ?? []);
}

/** The folder below `src`; the package's entry lies in none. */
function roomOf(module: string): string | undefined {
  const [room, ...rest] = relative(SOURCE, module).split("/");
  return rest.length === 0 || room === ".." ? undefined : room;
}

import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** Where an npm project has the schema, and where `charter schema > charter.schema.json` writes one. */
const INSTALLED = join("node_modules", "charter", "schemas", "charter.schema.json");
const PRINTED = "charter.schema.json";

/**
 * The schema that a charter written to a file can name to editors, as a path from that file: one that lies beside it,
 * else that of the package in a folder above. Undefined where there is neither, as under a single executable.
 */
export function schemaBeside(file: string): string | undefined {
  const folder = dirname(resolve(file));
  if (existsSync(join(folder, PRINTED))) return PRINTED;
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, INSTALLED))) return portable(relative(folder, join(above, INSTALLED)));
    if (dirname(above) === above) return undefined;
  }
}

/** With the slashes of an address, wherever it is written. */
function portable(path: string): string {
  const slashes = path.split(sep).join("/");
  return slashes.startsWith("..") ? slashes : `./${slashes}`;
}

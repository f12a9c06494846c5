import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The text of a file of this package, such as `schemas/plan.schema.json`, wherever in it this module has ended up. In a
 * single executable, which is no folder, the build puts another module in this one's place.
 */
export function readPackageFile(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, path))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`${path} is missing from the package`);
    folder = above;
  }
  return readFileSync(join(folder, path), "utf8");
}

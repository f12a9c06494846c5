import { createHash } from "node:crypto";

/** Lines as `sha256sum --check` reads them, in order of the names. */
export function checksumLines(files: ReadonlyMap<string, Buffer>): string {
  const sums = [...files].map(([name, content]) => [name, createHash("sha256").update(content).digest("hex")] as const);
  return sums
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join("");
}

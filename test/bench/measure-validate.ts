import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bench, type Case, folderIn, repeatsFor } from "./bench.ts";
import { charterText } from "./charter-text.ts";
import { generateOrganization, type Variant } from "./generated-organization.ts";
import { always, race } from "./race.ts";

const FLOOR = join(import.meta.dirname, "floor", "parse-charter.mjs");

/** `charter validate` against a process that parses the same file. */
export function validateCase(size: number, variant: Variant, repeats = repeatsFor(size)): Case {
  const name = variant === "members" ? "validate" : "validate with grants";
  return {
    name,
    size,
    what: variant === "members" ? "members only" : "about 4 grants a member",
    measure: async (bench: Bench) => {
      const cwd = await folderIn(bench, `${name} ${size}`);
      await writeFile(join(cwd, "charter.yaml"), charterText(generateOrganization(size, variant)));
      return await race(
        {
          name,
          size,
          repeats,
          ours: always({ argv: [bench.command, "validate"], cwd }),
          floor: always({ argv: [FLOOR, "charter.yaml"], cwd }),
        },
        bench.scratch,
      );
    },
  };
}

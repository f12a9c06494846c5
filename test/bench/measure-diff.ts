import { join } from "node:path";
import type { Case } from "./bench.ts";
import { always, race } from "./race.ts";

const OURS = join(import.meta.dirname, "diff-organizations.ts");
const REPEATS = 5;

/** The comparison of two organizations alone, against looking up everybody of each in the other. */
export function diffCase(size: number): Case {
  return {
    name: "diff",
    size,
    what: "members only, once in a fresh process; against looking everybody up on the other side",
    measure: async ({ scratch }) => {
      const job = (...more: string[]) => always({ argv: [OURS, `${size}`, ...more], cwd: scratch, printsTime: true });
      return await race({ name: "diff", size, repeats: REPEATS, ours: job(), floor: job("floor") }, scratch);
    },
  };
}

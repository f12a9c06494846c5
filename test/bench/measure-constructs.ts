import { dirname, join } from "node:path";
import { type Bench, type Case, folderIn } from "./bench.ts";
import { always, race } from "./race.ts";

const SYNTHESIZE = join(import.meta.dirname, "synthesize.cjs");

/** Members as constructs, synthesized, against a bare loop that makes as many generated resources. */
export function constructsCase(size: number, form: "each" | "set"): Case {
  const name = form === "each" ? "constructs" : "constructs as a whole set";
  return {
    name,
    size,
    what: "against as many generated resources in a bare loop",
    measure: async (bench: Bench) => {
      const cwd = await folderIn(bench, `${name} ${size}`);
      const constructs = join(dirname(bench.library), "constructs", "cdktf.cjs");
      const job = (what: string) =>
        always({ argv: [SYNTHESIZE, constructs, what, String(size), join(cwd, what)], cwd, printsTime: true });
      const repeats = size <= 1_000 ? 5 : 3;
      return await race({ name, size, repeats, ours: job(form), floor: job("bare") }, bench.scratch);
    },
  };
}

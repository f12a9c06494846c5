import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleProvider } from "../../scripts/build-provider/bundle.ts";
import type { Case } from "./bench.ts";
import { always, race } from "./race.ts";

const REPEATS = 21;
const CLIENT = join(import.meta.dirname, "first-schema.ts");

/** The Terraform provider as it is shipped, from its start to its first schema, against Node with nothing to do. */
export function providerStartCase(): Case {
  const name = "provider-start";
  return {
    name,
    size: 0,
    what: "to the first schema, over mutual TLS; against node -e 0",
    measure: async ({ scratch }) => {
      const plugin = join(scratch, "provider.cjs");
      await writeFile(plugin, (await bundleProvider()).code);
      const ours = always({ argv: [CLIENT, plugin], cwd: scratch, printsTime: true });
      const floor = always({ argv: ["-e", "0"], cwd: scratch });
      return await race({ name, size: 0, repeats: REPEATS, ours, floor }, scratch);
    },
  };
}

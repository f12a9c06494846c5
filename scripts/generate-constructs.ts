/** Makes the bindings of the constructs alone, from the provider's own schema. `--check` as for `generate.ts`. */
import { constructs } from "./generate/constructs.ts";
import { writeFiles } from "./generate/write-files.ts";

await writeFiles(await constructs());

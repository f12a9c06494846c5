import { readFileSync } from "node:fs";
import { CORE_SCHEMA, constructFromEvents, parseEvents } from "js-yaml";

// The least that `validate` can cost: the same bytes, read and parsed by the same parser, and nothing done with them.
const source = readFileSync(process.argv[2], "utf8");
constructFromEvents(parseEvents(source, { maxDepth: 100 }), { source, schema: CORE_SCHEMA });

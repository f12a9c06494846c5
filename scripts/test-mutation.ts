/**
 * Changes the code of a pure room in one place at a time, and runs the room's tests against each mutant: one that no
 * test notices survives and is printed. `npm run test:mutation -- membership|plan [FILE…] [--force]`; a FILE is named
 * as in the room (`seats.ts`, `seats.ts:5-12`). What was found before and is untouched since is not run again.
 */
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { forgetStaticSurvivors } from "./test-mutation/forget-static-survivors.ts";
import { memoryOf, optionsFor, ROOMS } from "./test-mutation/options.ts";
import { printScore } from "./test-mutation/score.ts";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { force: { type: "boolean" } } });
const [room, ...files] = positionals;
const known = ROOMS.find((one) => one === room);
if (known === undefined) throw new Error(`which room: ${ROOMS.join(" or ")}?`);

process.env.CHARTER_MUTATED_ROOM = known;
forgetStaticSurvivors(memoryOf(known));
const mutants = await new Stryker(optionsFor(known, { files, force: values.force === true })).runMutationTest();
const score = printScore(mutants);
process.exitCode = score < 90 ? 1 : 0;

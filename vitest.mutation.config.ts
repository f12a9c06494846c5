import { defineConfig } from "vitest/config";

/** The tests that mutants of a pure room are run against: those of the room itself, in little time a mutant. */
const room = process.env.CHARTER_MUTATED_ROOM ?? "*";

export default defineConfig({
  test: {
    include: [`test/${room}/**/*.test.ts`],
    // A search of minutes, which a mutant would repeat.
    exclude: ["test/membership/escalation-hunt.test.ts"],
    // Random tests try a few seeds: a mutant that only they kill lacks a story.
    env: { CHARTER_PROPERTY_RUNS: "5" },
    testTimeout: 60_000,
  },
});

import type { Stryker } from "@stryker-mutator/core";

type Options = ConstructorParameters<typeof Stryker>[0];

/** The rooms without I/O: whatever they do wrong, a test can see at once. */
export const ROOMS = ["membership", "plan"] as const;

/** Where the tool works and what it remembers; both are ignored by git, and two rooms do not meet there. */
const FOLDER = "coverage/mutation";

/** The file in which the tool remembers a room's mutants. */
export function memoryOf(room: (typeof ROOMS)[number]): string {
  return `${FOLDER}/${room}.json`;
}

export function optionsFor(
  room: (typeof ROOMS)[number],
  { files, force }: { readonly files: readonly string[]; readonly force: boolean },
): Options {
  const mutated = files.length === 0 ? [`src/${room}/**/*.ts`] : files.map((file) => `src/${room}/${file}`);
  return {
    mutate: [...mutated, `!src/${room}/generated/**`],
    testRunner: "vitest",
    vitest: { configFile: "vitest.mutation.config.ts", related: false },
    coverageAnalysis: "perTest",
    concurrency: 2,
    // The sandbox holds what the tests read; nothing there is type-checked.
    ignorePatterns: [
      "/*",
      "!/src",
      "!/test",
      "!/schemas",
      "!/scripts",
      "!/package.json",
      "!/vitest.mutation.config.ts",
    ],
    disableTypeChecks: false,
    tempDirName: `${FOLDER}/${room}-sandbox`,
    incremental: true,
    incrementalFile: memoryOf(room),
    force,
    reporters: ["progress-append-only"],
    allowEmpty: true,
  };
}

import { defineConfig } from "vitest/config";
import { HEAVY_TESTS } from "./vitest.heavy.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", ...HEAVY_TESTS],
    // Tests wait for servers and files more than they compute: a core left free for the runner is a core unused.
    maxWorkers: "100%",
    globalSetup: ["test/_support/postgres.ts"],
    // How long something may take to come about is no part of what is tested.
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});

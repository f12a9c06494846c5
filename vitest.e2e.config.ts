import { defineConfig } from "vitest/config";
import { HEAVY_TESTS } from "./vitest.heavy.ts";

export default defineConfig({
  test: {
    include: ["test/e2e/**/*.test.ts", ...HEAVY_TESTS],
    globalSetup: ["test/_support/postgres.ts"],
    // Most of each test is spent waiting for the disk and for other processes.
    maxWorkers: "100%",
    // How long something may take to come about is no part of what is tested.
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});

import { defineConfig } from "vitest/config";

/** Everything that is tried in small by `npm run test:e2e` and `npm test` is tried in full here. */
export default defineConfig({
  test: {
    include: ["test/faults/**/*.test.ts", "test/membership/escalation-hunt.test.ts", "test/server/agreement.test.ts"],
    globalSetup: ["test/_support/postgres.ts"],
    env: { CHARTER_FAULTS: "whole" },
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**"],
    globalSetup: ["test/_support/postgres.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});

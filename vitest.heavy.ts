/**
 * Tests that start browsers, shells, databases or Terraform, race many clients, write
 * thousands of changes, or ask every question there is. They
 * run with the tests of the built command, so that `npm test` answers in minutes.
 */
export const HEAVY_TESTS: readonly string[] = [
  "test/bench/smoke.test.ts",
  "test/cli/interrupted-apply.test.ts",
  "test/docs/commands.test.ts",
  "test/docs/typescript.test.ts",
  "test/faults/**/*.test.ts",
  "test/fleet/fleet-rounds.test.ts",
  "test/fleet/fleet-worker.test.ts",
  "test/pipelines/**/*.test.ts",
  "test/real-organization.test.ts",
  "test/render/report-page*.test.ts",
  "test/server/authority-matrix.test.ts",
  "test/server/database-gone.test.ts",
  "test/server/contests.test.ts",
  "test/server/contract-fuzz.test.ts",
  "test/server/disk-full.test.ts",
  "test/server/invitation-page-browser.test.ts",
  "test/server/killed-server.test.ts",
  "test/server/operations*.test.ts",
  "test/server/security-limits.test.ts",
  "test/server/several-servers.test.ts",
  "test/terraform/plugin-in-terraform.test.ts",
  "test/terraform/plugin-process.test.ts",
  "test/terraform/provider-in-terraform.test.ts",
];

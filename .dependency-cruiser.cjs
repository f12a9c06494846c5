/** The import table of docs/architecture.md: which room may open which door. */
const ROOMS = {
  diagnostics: [],
  files: [],
  metrics: [],
  databases: [],
  documents: ["diagnostics"],
  membership: ["diagnostics"],
  "role-models": ["membership", "documents", "diagnostics"],
  charter: ["membership", "role-models", "documents", "diagnostics"],
  plan: ["membership", "diagnostics"],
  policy: ["membership", "documents", "diagnostics"],
  api: ["membership", "diagnostics"],
  "code-host": ["diagnostics"],
  apply: ["plan", "api", "membership", "diagnostics", "files"],
  render: ["plan", "membership", "diagnostics"],
  server: ["membership", "role-models", "diagnostics", "files", "metrics", "databases"],
  fleet: ["api", "diagnostics", "metrics", "databases"],
  terraform: ["api", "membership", "role-models", "documents", "diagnostics"],
  constructs: ["charter", "role-models", "membership", "diagnostics"],
  cli: [
    "diagnostics",
    "files",
    "documents",
    "membership",
    "role-models",
    "charter",
    "plan",
    "policy",
    "api",
    "code-host",
    "apply",
    "render",
    "server",
    "fleet",
    "terraform",
  ],
};

/** Single files that a room may import beyond its table. */
const EXTRA = {
  render: ["^src/apply/outcome\\.ts$"],
  server: ["^src/api/generated/wire\\.ts$"],
};

const tableRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `${room}-imports-only-its-table`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: {
    path: "^src/",
    pathNot: [`^src/${room}/`, ...allowed.map((other) => `^src/${other}/`), ...(EXTRA[room] ?? [])],
  },
}));

module.exports = {
  forbidden: [
    ...tableRules,
    {
      name: "no-circular",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-circle-of-types-in-inner-rooms",
      severity: "error",
      from: { path: "^src/(diagnostics|files|documents|membership|role-models|charter|plan|policy|render)/" },
      to: { circular: true },
    },
    {
      name: "model-plan-and-diagnostics-are-pure",
      severity: "error",
      comment:
        "No I/O, clock, randomness or environment in the model, the planner and findings; hashing is a pure function.",
      from: { path: "^src/(diagnostics|membership|plan)/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    { name: "no-tests-in-source", severity: "error", from: { path: "^src/" }, to: { path: "^(test|scripts)/" } },
    { name: "no-tests-in-scripts", severity: "error", from: { path: "^scripts/" }, to: { path: "^test/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".js", ".json"],
    },
  },
};

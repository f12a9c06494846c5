/** Puts the real output of the demo into README.md. `--check` writes nothing and fails where it is not current. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fromRoot } from "./generate/paths.ts";

const BLOCK = /<!-- demo -->[\s\S]*<!-- \/demo -->/;

const output = execFileSync(process.execPath, [fromRoot("scripts/demo.ts")], {
  cwd: fromRoot(""),
  encoding: "utf8",
  env: { ...process.env, NO_COLOR: "1", COLUMNS: "100" },
  stdio: ["ignore", "pipe", "ignore"],
});

const readme = readFileSync(fromRoot("README.md"), "utf8");
const current = readme.replace(BLOCK, `<!-- demo -->\n\n\`\`\`console\n${shown(output)}\n\`\`\`\n\n<!-- /demo -->`);

if (current === readme) process.exit(0);
if (process.argv.includes("--check")) {
  process.stderr.write("README.md does not show the demo's output; run `npm run readme` and commit the result\n");
  process.exit(1);
}
writeFileSync(fromRoot("README.md"), current);

/** From the first command to the last one's end; the plan that `apply` repeats is left out. */
function shown(text: string): string {
  const steps = text.split(/\n(?=# )/).slice(1);
  return steps
    .map((step) => (step.includes("$ charter apply .demo/charter.yaml") ? withoutPlan(step) : step).trim())
    .join("\n\n")
    .replace(/\n\nNow it is yours[\s\S]*$/, "");
}

function withoutPlan(step: string): string {
  const lines = step.split("\n");
  const outcome = lines.findIndex((line) => line.startsWith("Applied:"));
  return [...lines.slice(0, 2), ...lines.slice(outcome)].join("\n");
}

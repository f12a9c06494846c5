/**
 * The main job on the embedded API: an organization that has drifted from its charter is validated, planned, applied
 * and found in sync again, and an attempt to escalate is refused. Leaves `.demo/` to play with.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { escalated } from "./demo/escalated.ts";
import { DEMO, ROOT, setUp } from "./demo/set-up.ts";

const COMMAND = join(ROOT, "dist", "cli", "main.js");
const API = "embedded:.demo/api";
const color = process.stdout.isTTY && !process.env.NO_COLOR;

say("Setting up .demo/: an API with an organization, and some changes that people made to it by hand.");
await setUp();

step("Is the charter well-formed, and does it keep the rules of its role model?");
charter(["validate", ".demo/charter.yaml"]);

step("What would change? The plan is ordered, simulated and judged by the rules before it is shown.");
charter(["plan", ".demo/charter.yaml"]);

step("Apply it.");
charter(["apply", ".demo/charter.yaml", "--yes"]);

step("Is anything left to do?");
charter(["plan", ".demo/charter.yaml", "--detailed-exitcode"]);

step("Somebody edits the charter to make Grace an owner. The token here is one that never exceeds an admin.");
const declared = readFileSync(join(DEMO, "charter.yaml"), "utf8");
writeFileSync(join(DEMO, "escalation.yaml"), escalated(declared));
charter(["apply", ".demo/escalation.yaml", "--yes"], { tokenFile: ".demo/ci-token", expected: 3 });

say(`
Now it is yours. Edit .demo/charter.yaml, and run from this folder:

  export CHARTER_API=${API}
  npm run --silent charter -- plan .demo/charter.yaml --token-file .demo/token
  npm run --silent charter -- apply .demo/charter.yaml --token-file .demo/token
  npm run --silent charter -- show access alan@acme.example --token-file .demo/token
`);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function step(text: string): void {
  say(color ? `\n\u001b[36m${text}\u001b[39m` : `\n# ${text}`);
}

/** Runs the built command as a reader would, and stops the demo where it ends in another way than expected. */
function charter(args: readonly string[], { tokenFile = ".demo/token", expected = 0 } = {}): void {
  say(`$ charter ${args.join(" ")}`);
  const environment = { ...process.env, CHARTER_API: API, CHARTER_TOKEN: undefined };
  const connected = args[0] === "validate" ? args : [...args, "--token-file", tokenFile];
  const { status } = spawnSync(process.execPath, [COMMAND, ...connected], {
    cwd: ROOT,
    stdio: "inherit",
    env: environment,
  });
  if (status === expected) return;
  process.stderr.write(`the demo expected exit code ${expected} and got ${status}\n`);
  process.exit(1);
}

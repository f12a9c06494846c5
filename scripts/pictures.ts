/**
 * The pictures of README.md, from what the command really says about the organization of the demo. `--check` writes
 * nothing and fails where one of a terminal is not current; that of a comment is made anew whenever they are written.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { escalated } from "./demo/escalated.ts";
import { setUp } from "./demo/set-up.ts";
import { fromRoot } from "./generate/paths.ts";
import { commentPicture } from "./pictures/comment-picture.ts";
import { shownByCommand } from "./pictures/shown-by-command.ts";
import { terminalSvg } from "./pictures/terminal-svg.ts";

const COLUMNS = 100;
const CHARTER = fromRoot(".demo/charter.yaml");

await setUp();
const plan = await shown(["plan"], "token");
const comment = await shown(["plan", "--format", "markdown"], "token");
await shown(["apply", "--yes"], "token");
writeFileSync(CHARTER, escalated(readFileSync(CHARTER, "utf8")));
const refused = await shown(["apply", "--yes"], "ci-token");

const pictures = {
  plan: terminalSvg(plan, { columns: COLUMNS, title: "charter plan: what would change, and who gains which access" }),
  refused: terminalSvg(refused, { columns: COLUMNS, title: "charter apply: an escalation is refused" }),
};
const outdated = Object.entries(pictures).filter(([name, svg]) => readFileSync(pathOf(name), "utf8") !== svg);

if (process.argv.includes("--check")) {
  if (outdated.length === 0) process.exit(0);
  process.stderr.write(`not current: ${outdated.map(([name]) => name).join(", ")}; run \`npm run pictures\`\n`);
  process.exit(1);
}
for (const [name, svg] of outdated) writeFileSync(pathOf(name), svg);
const browser = process.env.CHROMIUM ?? "/usr/bin/chromium";
writeFileSync(fromRoot("docs/pictures/comment.png"), await commentPicture(comment, browser));

async function shown(argv: readonly string[], token: string): Promise<string> {
  return await shownByCommand(argv, { token, columns: COLUMNS });
}

function pathOf(name: string): string {
  return fromRoot(`docs/pictures/${name}.svg`);
}

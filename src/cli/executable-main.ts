import packageJson from "../../package.json" with { type: "json" };
import { EXIT } from "./exit-code.ts";
import { run } from "./run.ts";

/*
 * The command as a program of its own, without Node around it. It becomes one CommonJS file, which has no `await` at
 * its top: until the command has said how it ended, it has failed.
 */

process.exitCode = EXIT.error;
void run(process.argv.slice(2), packageJson.version).then((code) => {
  process.exitCode = code;
});

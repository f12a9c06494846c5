import { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";
import { applyCommand } from "./verbs/apply-command.ts";
import { completionCommand } from "./verbs/completion-command.ts";
import { exportCommand } from "./verbs/export-command.ts";
import { fleetCommand } from "./verbs/fleet-command.ts";
import { initCommand } from "./verbs/init-command.ts";
import { invitationsCommand } from "./verbs/invitations-command.ts";
import { driftCommand, planCommand } from "./verbs/plan-command.ts";
import { providerCommand } from "./verbs/provider-command.ts";
import { reportCommand } from "./verbs/report-command.ts";
import { roleModelCommand } from "./verbs/role-model-command.ts";
import { schemaCommand } from "./verbs/schema-command.ts";
import { serveCommand } from "./verbs/serve-command.ts";
import { showCommand } from "./verbs/show-command.ts";
import { testCommand } from "./verbs/test-command.ts";
import { validateCommand } from "./verbs/validate-command.ts";

/** What every verb is given: the terminal, and how to say how it ended. */
export interface Runtime {
  readonly terminal: Terminal;
  readonly end: (code: ExitCode) => void;
}

const EXAMPLES = `
Examples:
  charter init --organization acme --owner ada@acme.example
  charter validate
  charter plan --out plan.json
  charter apply plan.json --yes

Connection: --api URL (or CHARTER_API), and the token in CHARTER_TOKEN or --token-file.
Exit codes: 0 done · 1 error · 2 changes pending · 3 refused, nothing written · 4 apply incomplete.`;

const HELP_WIDTH = 80;

/** How commander begins its word about an argument, where options have a shorter one. */
const WORDY_ARGUMENT = /^error: command-argument value ('.*') is invalid for argument '([^']*)'\./s;

/** The command line. Each verb's own code is loaded only when it runs. */
export function buildProgram(version: string, terminal: Terminal, end: (code: ExitCode) => void): Command {
  const runtime: Runtime = { terminal, end };
  const program = new Command("charter")
    .description("Membership as code: declare who belongs to an organization, plan the difference, apply it.")
    .version(version, "-V, --version", "print the version")
    .option("--no-color", "no colours (also: NO_COLOR)")
    .helpOption("-h, --help", "show this help")
    .addHelpText("after", EXAMPLES)
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (verb) => verb.name() })
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHelpWidth: () => terminal.width.out ?? HELP_WIDTH,
      getErrHelpWidth: () => terminal.width.err ?? HELP_WIDTH,
      outputError: (text, write) => write(text.replace(WORDY_ARGUMENT, "error: $1 is not a value of <$2>.")),
    })
    .helpCommand("help [verb...]", "help on a verb");
  const verbs = [
    initCommand,
    validateCommand,
    planCommand,
    applyCommand,
    driftCommand,
    testCommand,
    exportCommand,
    showCommand,
    reportCommand,
    invitationsCommand,
    roleModelCommand,
    serveCommand,
    fleetCommand,
    providerCommand,
    schemaCommand,
    completionCommand,
  ];
  for (const verb of verbs) program.addCommand(inherit(verb(runtime), program, "charter"));
  return program.showHelpAfterError("(charter --help shows what there is)");
}

/** Settings that commander gives only to commands it made itself. */
function inherit(command: Command, parent: Command, path: string): Command {
  const own = `${path} ${command.name()}`;
  command.copyInheritedSettings(parent);
  // Such a verb's own action says which one was meant.
  if (command.commands.length > 0) command.allowExcessArguments();
  for (const child of command.commands) inherit(child as Command, command, own);
  return command.showHelpAfterError(`(${own} --help shows what there is)`);
}

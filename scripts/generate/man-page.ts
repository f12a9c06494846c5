import type { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { EXIT, type ExitCode } from "../../src/cli/exit-code.ts";
import { buildProgram } from "../../src/cli/program.ts";
import type { GeneratedFile } from "../generate.ts";
import { ENVIRONMENT } from "./man-page/environment.ts";
import { entry, literal, roff } from "./man-page/roff.ts";
import { offstageTerminal } from "./offstage-terminal.ts";
import { fromRoot } from "./paths.ts";

/** No word is parted at the end of a line, and none is spread over it: most of them are to be typed. */
const AS_TYPED = ".nh\n.ad l";

const MEANINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.done]: "Done, or nothing to do.",
  [EXIT.error]: "An error: usage, an unreadable or invalid charter, the network, authentication.",
  [EXIT.pending]: "Changes are pending: drift, and plan --detailed-exitcode.",
  [EXIT.refused]: "Refused by a rule or a guard; nothing was written.",
  [EXIT.incomplete]: "apply ended with some change failed, unknown or not attempted.",
};

const FILES: readonly (readonly [string, string])[] = [
  ["charter.yaml, charter/", "The charter, one file or a folder, where none is named."],
  [".charter/api", "Where charter serve keeps the embedded database, where --data does not say."],
];

/** `charter(1)`, from the definitions of the command's verbs. */
export function manPage(): GeneratedFile[] {
  const said: string[] = [];
  const program = buildProgram("", offstageTerminal(said), () => undefined);
  const head = `.\\" Made by \`npm run generate\`; edits are lost.\n.TH CHARTER 1 "" "charter ${packageJson.version}" "User Commands"\n${AS_TYPED}`;
  const lines = [
    head,
    section("NAME", roff("charter - membership as code: plan and apply who belongs to an organization")),
    section("SYNOPSIS", `.B charter\n${roff("VERB [options]")}`),
    section("DESCRIPTION", `${roff(program.description())}\n${after(program, said)}`),
    section("OPTIONS", optionsOf(program)),
    section(
      "VERBS",
      below(program, "charter")
        .map(([path, verb]) => verbText(path, verb, said))
        .join("\n"),
    ),
    section(
      "EXIT STATUS",
      Object.entries(MEANINGS)
        .map(([code, meaning]) => entry(code, meaning))
        .join("\n"),
    ),
    section("ENVIRONMENT", ENVIRONMENT.map(([name, meaning]) => entry(name, meaning)).join("\n")),
    section("FILES", FILES.map(([name, meaning]) => entry(name, meaning)).join("\n")),
  ];
  return [{ path: fromRoot("man/charter.1"), text: `${lines.join("\n")}\n` }];
}

function section(title: string, text: string): string {
  return `.SH ${title}\n${text}`;
}

/** Every verb, and every verb below one, with the words that lead to it. */
function below(parent: Command, path: string): [string, Command][] {
  return parent.commands.flatMap((child) => {
    const own = `${path} ${child.name()}`;
    return [[own, child as Command] as [string, Command], ...below(child as Command, own)];
  });
}

function verbText(path: string, verb: Command, said: string[]): string {
  const help = verb.createHelp();
  const positional = help
    .visibleArguments(verb)
    .map((one) => entry(help.argumentTerm(one), help.argumentDescription(one)));
  return [
    `.SS "${roff(`${path} ${verb.usage()}`)}"`,
    roff(sentence(verb.description())),
    ...positional,
    optionsOf(verb),
    after(verb, said),
  ].join("\n");
}

function optionsOf(command: Command): string {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .map((option) => entry(help.optionTerm(option), help.optionDescription(option)))
    .join("\n");
}

/** What the help of a command says below its options: examples and hints. */
function after(command: Command, said: string[]): string {
  said.length = 0;
  command.outputHelp();
  const whole = said.join("");
  return literal(whole.slice(command.helpInformation().length).trim());
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

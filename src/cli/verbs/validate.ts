import packageJson from "../../../package.json" with { type: "json" };
import { loadCharter } from "../../charter/load-charter.ts";
import type { LoadedCharter } from "../../charter/loaded-charter.ts";
import { validateCharter } from "../../charter/validate-charter.ts";
import { type Finding, hasErrors, sortFindings } from "../../diagnostics/finding.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { tryFindBuiltIn } from "../../role-models/built-in.ts";
import { groupCharters } from "../charter-groups.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { reportFindings } from "../findings-output.ts";
import type { Terminal } from "../terminal.ts";
import type { ValidateOptions } from "./validate-command.ts";

/** Checks the charter of each organization that is named; prints every finding at once. */
export async function validate(
  terminal: Terminal,
  paths: readonly string[],
  options: ValidateOptions,
): Promise<ExitCode> {
  const sources = new Map<string, string>();
  const findings: Finding[] = [];
  const charters: LoadedCharter[] = [];
  for (const group of groupCharters(paths, terminal.cwd)) {
    const loaded = loadCharter(group.paths, { cwd: terminal.cwd });
    for (const [name, text] of loaded.sources) sources.set(name, text);
    const { model, findings: modelFindings } = await chooseModel(terminal, loaded, options.roleModel, sources);
    findings.push(
      ...loaded.findings,
      ...(charters.length === 0 ? modelFindings : []),
      ...validateCharter(loaded, model, { seatsOn: terminal.today() }),
    );
    charters.push(loaded);
  }
  const sorted = sortFindings(charters.length < 2 ? findings : withoutRepetition(findings));
  await print(terminal, sorted, sources, charters, options);
  return hasErrors(sorted) ? EXIT.error : EXIT.done;
}

/** What is wrong with a whole stack is found once for each organization in it. */
function withoutRepetition(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

async function chooseModel(
  terminal: Terminal,
  loaded: LoadedCharter,
  file: string | undefined,
  sources: Map<string, string>,
): Promise<{ model: RoleModel | undefined; findings: readonly Finding[] }> {
  if (file === undefined) {
    const key = loaded.document?.roleModel;
    return { model: key === undefined ? undefined : tryFindBuiltIn(key), findings: [] };
  }
  const { loadRoleModel } = await import("../../role-models/load-role-model.ts");
  const own = loadRoleModel(file, { cwd: terminal.cwd });
  for (const [name, text] of own.sources) sources.set(name, text);
  return { model: own.model, findings: own.findings };
}

async function print(
  terminal: Terminal,
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  charters: readonly LoadedCharter[],
  { format, json }: ValidateOptions,
): Promise<void> {
  switch (json === true ? "json" : format) {
    case "json":
      return terminal.out((await import("../../render/findings-json.ts")).findingsJson(findings));
    case "github":
      return terminal.out((await import("../../render/findings-github.ts")).findingsGithub(findings));
    case "sarif":
      return terminal.out(
        (await import("../../render/findings-sarif.ts")).findingsSarif(findings, packageJson.version),
      );
    case "text": {
      await reportFindings(terminal, findings, sources);
      if (hasErrors(findings)) return;
      for (const loaded of charters)
        terminal.out(`${loaded.document?.organization ?? "charter"} is valid (${fileCount(loaded)})\n`);
    }
  }
}

function fileCount({ sources }: LoadedCharter): string {
  return sources.size === 1 ? [...sources.keys()].join("") : `${sources.size} files`;
}

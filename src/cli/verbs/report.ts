import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { MembershipReader } from "../../api/ports.ts";
import type { Plan } from "../../plan/plan.ts";
import type { ReportContents } from "../../render/page/report-page.ts";
import { narrowedTo } from "../charter-groups.ts";
import { openConnection } from "../connection.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openConnectionToOne } from "../find-organization.ts";
import { tryReadPlanFile } from "../plan-file.ts";
import { preparePlan } from "../prepare-plan.ts";
import { RefusedError } from "../refused-error.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { ReportOptions } from "./report-command.ts";

/** Writes the live state as one HTML page. A plan that is refused is shown as refused, and is no failure of the report. */
export async function report(terminal: Terminal, named: readonly string[], options: ReportOptions): Promise<ExitCode> {
  const paths = options.organization === undefined ? named : chosen(named, options.organization, terminal);
  const contents = await contentsOf(terminal, paths, options);
  if (contents === undefined) return EXIT.error;
  const { reportPage } = await import("../../render/page/report-page.ts");
  const page = reportPage({ ...contents, read: terminal.now() });
  if (options.out === "-") terminal.out(page);
  else await writePage(terminal, options.out, page);
  return EXIT.done;
}

/** A synthesized stack may have several organizations. Everything else that a page is made of names its own. */
function chosen(named: readonly string[], organization: string, { cwd }: Terminal): readonly string[] {
  const paths = narrowedTo(organization, named, cwd);
  if (named.length > 0 && paths.every((path, index) => path === named[index]))
    throw new UsageError("a charter and a plan name their organization themselves: leave out --organization");
  return paths;
}

type LiveContents = Omit<ReportContents, "read">;

async function contentsOf(
  terminal: Terminal,
  paths: readonly string[],
  options: ReportOptions,
): Promise<LiveContents | undefined> {
  const saved = await tryReadPlanFile(terminal, paths);
  if (saved !== undefined) return await besideSaved(terminal, saved, options);
  if (paths.length > 0) return await planned(terminal, paths, options);
  const { reader, close } = await openConnectionToOne(terminal, options);
  return await readLive(reader).finally(close);
}

async function besideSaved(terminal: Terminal, plan: Plan, options: ReportOptions): Promise<LiveContents> {
  const { reader, close } = await openConnection(terminal, options, plan.organization);
  try {
    if (plan.api !== reader.target)
      throw new RefusedError(
        "target-mismatch",
        `the plan was made for ${plan.api}, and this is ${reader.target}: they are no pair`,
        plan,
      );
    return { ...(await readLive(reader)), plan };
  } finally {
    await close();
  }
}

async function planned(
  terminal: Terminal,
  paths: readonly string[],
  options: ReportOptions,
): Promise<LiveContents | undefined> {
  const prepared = await preparePlan(terminal, paths, { ...options, format: "html" }, "drift");
  if (prepared === undefined) return undefined;
  const { plan, model, reading, connection } = prepared;
  await connection.close();
  return { plan, model, reading, api: connection.reader.target };
}

async function readLive(reader: MembershipReader): Promise<LiveContents> {
  const [model, reading] = await Promise.all([reader.readRoleModel(), reader.read()]);
  return { model, reading, api: reader.target };
}

async function writePage(terminal: Terminal, file: string, page: string): Promise<void> {
  await writeFile(resolve(terminal.cwd, file), page, { mode: 0o600 }).catch((error: Error) => {
    throw new UsageError(`cannot write the page: ${error.message}`);
  });
  terminal.err(`wrote ${file}\n`);
}

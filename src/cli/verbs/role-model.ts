import Table from "cli-table3";
import { hasErrors } from "../../diagnostics/finding.ts";
import { compileRoleModel } from "../../membership/compile-role-model.ts";
import type { Reach, Role, RoleModel } from "../../membership/role-model.ts";
import { findingsJson } from "../../render/findings-json.ts";
import { builtInDocuments } from "../../role-models/built-in.ts";
import { loadRoleModel } from "../../role-models/load-role-model.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findRoleModelDocument } from "../find-role-model.ts";
import { reportFindings } from "../findings-output.ts";
import { PLAIN } from "../table-style.ts";
import type { Terminal } from "../terminal.ts";
import type { RoleModelOptions } from "./role-model-command.ts";

/** Lists the built-in role models. */
export function listRoleModels(terminal: Terminal, options: RoleModelOptions): ExitCode {
  const models = builtInDocuments().map(({ key, title, source }) => ({ key, title, source }));
  if (options.json === true) terminal.out(`${JSON.stringify(models, null, 2)}\n`);
  else {
    const table = new Table({ ...PLAIN, head: ["key", "follows"] });
    for (const { key, source } of models) table.push([key, source]);
    terminal.out(`${table.toString()}\n`);
  }
  return EXIT.done;
}

/** Shows who may do what in a role model. */
export async function showRoleModel(terminal: Terminal, name: string, options: RoleModelOptions): Promise<ExitCode> {
  const document = await findRoleModelDocument(terminal, name);
  if (document === undefined) return EXIT.error;
  terminal.out(
    options.json === true ? `${JSON.stringify(document, null, 2)}\n` : describeModel(compileRoleModel(document)),
  );
  return EXIT.done;
}

/** Checks a role model file; every finding at once. */
export async function checkRoleModel(terminal: Terminal, file: string, options: RoleModelOptions): Promise<ExitCode> {
  const { document, findings, sources } = loadRoleModel(file, { cwd: terminal.cwd });
  if (options.json === true) terminal.out(findingsJson(findings));
  else if (!(await reportFindings(terminal, findings, sources)))
    terminal.out(`${document?.key ?? file} is a valid role model\n`);
  return hasErrors(findings) ? EXIT.error : EXIT.done;
}

function describeModel(model: RoleModel): string {
  const lines = [`${model.title} (${model.key})`, model.source, "", rolesTable(model), "", ownershipLine(model)];
  const tiers = [...model.tiers.values()].map(
    ({ key, memberLimit, extraSeats }) =>
      `${key} ${memberLimit ?? "unlimited"}${extraSeats === undefined ? "" : " + bought seats"}`,
  );
  lines.push(`Tiers: ${tiers.join(", ")}`);
  if (model.customRoles !== undefined)
    lines.push(
      `Custom roles: ${[...model.customRoles.scopes].join(", ")}${model.customRoles.tiers === undefined ? "" : ` on ${[...model.customRoles.tiers].join(", ")}`}`,
    );
  if (model.overridable.size > 0) lines.push(`Overrides: ${[...model.overridable].join(", ")}`);
  if (model.attributes.size > 0)
    lines.push(
      `Attributes: ${[...model.attributes.values()].map(({ key, type, values }) => `${key} (${values.join(", ") || type})`).join(", ")}`,
    );
  return `${lines.join("\n")}\n`;
}

function rolesTable(model: RoleModel): string {
  const table = new Table({
    ...PLAIN,
    head: ["scope", "role", "level", "assigns", "permissions"],
    colWidths: [14, 20, 7, 16, 60],
    wordWrap: true,
  });
  for (const roles of model.roles.values()) for (const role of roles.values()) table.push(roleRow(role));
  return table.length === 0 ? "No built-in roles: each organization defines its own." : table.toString();
}

function roleRow(role: Role): string[] {
  return [
    role.scope,
    role.key,
    String(role.level ?? "–"),
    describeReach(role.assigns),
    [...role.permissions].join(", "),
  ];
}

function describeReach(reach: Reach): string {
  return typeof reach === "string" ? reach : [...reach].join(", ") || "none";
}

function ownershipLine({ ownership }: RoleModel): string {
  const { keystone, count, handover } = ownership;
  const what = "role" in keystone ? keystone.role : `a holder of ${keystone.permission}`;
  return `Ownership: ${count.replaceAll("-", " ")} ${what}, by ${handover}`;
}

import { hasErrors } from "../../diagnostics/finding.ts";
import { jsonText } from "../../diagnostics/json-text.ts";
import { printable } from "../../diagnostics/printable.ts";
import { compileRoleModel } from "../../membership/compile-role-model.ts";
import type { Reach, Role, RoleModel } from "../../membership/role-model.ts";
import { columnsText } from "../../render/columns.ts";
import { findingsJson } from "../../render/findings-json.ts";
import type { Width } from "../../render/wrap.ts";
import { builtInDocuments } from "../../role-models/built-in.ts";
import { loadRoleModel } from "../../role-models/load-role-model.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findRoleModelDocument } from "../find-role-model.ts";
import { reportFindings } from "../findings-output.ts";
import type { Terminal } from "../terminal.ts";
import type { RoleModelOptions } from "./role-model-command.ts";

/** Lists the built-in role models. */
export function listRoleModels(terminal: Terminal, options: RoleModelOptions): ExitCode {
  const models = builtInDocuments().map(({ key, title, source }) => ({ key, title, source }));
  if (options.json === true) terminal.out(jsonText(models));
  else {
    const rows = models.map(({ key, source }) => [key, source]);
    terminal.out(`${columnsText([["key", "follows"], ...rows], terminal.width.out)}\n`);
  }
  return EXIT.done;
}

/** Shows who may do what in a role model. */
export async function showRoleModel(terminal: Terminal, name: string, options: RoleModelOptions): Promise<ExitCode> {
  const document = await findRoleModelDocument(terminal, name);
  if (document === undefined) return EXIT.error;
  terminal.out(
    options.json === true ? jsonText(document) : describeModel(compileRoleModel(document), terminal.width.out),
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

function describeModel(model: RoleModel, width: Width): string {
  const head = [`${model.title} (${model.key})`, printable(model.source)];
  const lines = [...head, "", rolesTable(model, width), "", ownershipLine(model)];
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

function rolesTable(model: RoleModel, width: Width): string {
  const rows = [...model.roles.values()].flatMap((roles) => [...roles.values()].map(roleRow));
  if (rows.length === 0) return "No built-in roles: each organization defines its own.";
  return columnsText([["scope", "role", "level", "assigns", "permissions"], ...rows], width);
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

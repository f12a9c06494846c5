import { loadCharter } from "../charter/load-charter.ts";
import { resolveCharter } from "../charter/resolve-charter.ts";
import { validateCharter } from "../charter/validate-charter.ts";
import { compileRoleModel } from "../membership/compile-role-model.ts";
import type { Declaration } from "../membership/declaration.ts";
import type { Organization } from "../membership/organization.ts";
import type { Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { plannedOrganization } from "../plan/planned-organization.ts";
import { type PolicyState, policyState, type StateName } from "../policy/policy-state.ts";
import { type Vocabulary, vocabularyOf } from "../policy/vocabulary.ts";
import { tryFindBuiltIn } from "../role-models/built-in.ts";
import { findRoleModelDocument } from "./find-role-model.ts";
import { reportFindings } from "./findings-output.ts";
import { preparePlan } from "./prepare-plan.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import type { TestOptions } from "./verbs/test-command.ts";

/** What the assertions about one charter are evaluated on. */
export interface PolicyWorld {
  readonly organization: string;
  readonly states: readonly PolicyState[];
  readonly vocabulary: Vocabulary;
}

/** Reads a charter and, where asked to, the live state. Undefined where one of them has errors, which are printed. */
export async function openPolicyWorld(
  terminal: Terminal,
  charter: string,
  options: TestOptions,
): Promise<PolicyWorld | undefined> {
  const live = options.api !== undefined || options.live === true;
  return live ? await liveWorld(terminal, charter, options) : await declaredWorld(terminal, charter, options);
}

async function declaredWorld(
  terminal: Terminal,
  charter: string,
  { roleModel }: TestOptions,
): Promise<PolicyWorld | undefined> {
  const document = roleModel === undefined ? undefined : await findRoleModelDocument(terminal, roleModel);
  if (roleModel !== undefined && document === undefined) return undefined;
  const loaded = loadCharter([charter], { cwd: terminal.cwd });
  const named = loaded.document?.roleModel;
  const model = document === undefined ? named && tryFindBuiltIn(named) : compileRoleModel(document);
  const findings = [...loaded.findings, ...validateCharter(loaded, model || undefined)];
  if (await reportFindings(terminal, findings, loaded.sources)) return undefined;
  if (!model)
    throw new UsageError(
      `whose rules? ${charter} names no built-in role model: name one with --role-model FILE, or ask the API with --api`,
    );
  const declaration = resolveCharter(loaded, model, { today: terminal.today() });
  return worldOf(model, declaration, loaded.document?.groups, new Map());
}

async function liveWorld(terminal: Terminal, charter: string, options: TestOptions): Promise<PolicyWorld | undefined> {
  if (options.roleModel !== undefined)
    throw new UsageError("the API says by which rules it goes: leave out --role-model");
  const prepared = await preparePlan(terminal, [charter], { ...options, format: "text" }, "drift");
  if (prepared === undefined) return undefined;
  const { plan, model, reading, connection } = prepared;
  await connection.close();
  assertWhole(reading);
  if (plan.refusals.length > 0)
    terminal.err(
      `warning: the plan of ${plan.organization} is refused (\`charter plan\` says why); planned is what it would have come to\n`,
    );
  const loaded = loadCharter([charter], { cwd: terminal.cwd });
  const declaration = resolveCharter(loaded, model, { today: terminal.today() });
  const live = new Map<StateName, Organization>([
    ["current", reading.organization],
    ["planned", plannedOrganization(model, reading.organization, plan)],
  ]);
  return worldOf(model, declaration, loaded.document?.groups, live);
}

/** Of what is missing from a listing, nothing can be said to hold. */
function assertWhole({ completeness }: Reading): void {
  for (const [collection, listing] of Object.entries(completeness))
    if (listing.state !== "complete")
      throw new UsageError(
        `the live ${collection} cannot be tested, because their listing is not whole: ${listing.reason}`,
      );
}

function worldOf(
  model: RoleModel,
  { organization, absent }: Declaration,
  groups: Readonly<Record<string, readonly string[]>> = {},
  live: ReadonlyMap<StateName, Organization>,
): PolicyWorld {
  const organizations = new Map<StateName, Organization>([["declared", organization], ...live]);
  return {
    organization: organization.key,
    states: [...organizations].map(([name, one]) => policyState(name, model, one)),
    vocabulary: vocabularyOf({
      model,
      organizations: [...organizations.values()],
      groups: new Map(Object.entries(groups)),
      absent: [...absent.values()].map(({ email }) => email),
    }),
  };
}

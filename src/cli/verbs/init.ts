import { writeCharter } from "../../charter/write-charter.ts";
import { emailKey } from "../../membership/email.ts";
import type { Member, Organization } from "../../membership/organization.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { builtInDocuments, tryFindBuiltIn } from "../../role-models/built-in.ts";
import { unknownWord } from "../choice.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openConnectionToOne } from "../find-organization.ts";
import { assertFounding } from "../founding-arguments.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { liveCharter, writeNew } from "./export.ts";
import type { InitOptions } from "./init-command.ts";

/** Writes a first charter: from the live state, or a small one that says how to go on. */
export async function init(terminal: Terminal, options: InitOptions): Promise<ExitCode> {
  await writeNew(terminal, options.out, options.fromLive === true ? await fromLive(terminal, options) : fresh(options));
  const next =
    options.fromLive === true
      ? "`charter plan` shows that nothing would change"
      : "edit it, then `charter validate` and `charter plan`";
  terminal.err(`${next}\n`);
  return EXIT.done;
}

async function fromLive(terminal: Terminal, options: InitOptions): Promise<string> {
  const connection = await openConnectionToOne(terminal, options);
  try {
    return await liveCharter(connection.reader);
  } finally {
    await connection.close();
  }
}

function fresh({ organization, owner, roleModel, tier }: InitOptions): string {
  const model = tryFindBuiltIn(roleModel);
  if (model === undefined) {
    throw new UsageError(
      `there is no built-in role model ${JSON.stringify(roleModel)}. ${unknownWord(
        roleModel,
        builtInDocuments().map(({ key }) => key),
      )}`,
    );
  }
  if (organization === undefined || owner === undefined) {
    throw new UsageError(
      "a new charter needs --organization KEY and --owner EMAIL; --from-live writes one from what is there",
    );
  }
  assertFounding(organization, owner);
  if (tier !== undefined && !model.tiers.has(tier))
    throw new UsageError(
      `there is no tier ${JSON.stringify(tier)} in ${model.key}. ${unknownWord(tier, [...model.tiers.keys()])}`,
    );
  return writeCharter(firstOrganization(model, organization, owner, tier), model);
}

function firstOrganization(model: RoleModel, key: string, owner: string, tier: string | undefined): Organization {
  const attributes = Object.fromEntries(
    [...model.attributes.values()].filter(({ required }) => required).map(({ key, values }) => [key, values[0] ?? ""]),
  );
  const member: Member = { email: owner, role: model.founding.role, status: "active", attributes, overrides: {} };
  return {
    key,
    title: undefined,
    tier,
    settings: {},
    roles: new Map(model.founding.roles.map((role) => [role.key, { ...role, scope: "organization" as const }])),
    members: new Map([[emailKey(owner), member]]),
    tenants: new Map(),
    projects: new Map(),
  };
}

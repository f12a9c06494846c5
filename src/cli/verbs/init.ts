import { writeCharter } from "../../charter/write-charter.ts";
import { emailKey } from "../../membership/email.ts";
import type { Member, Organization } from "../../membership/organization.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { findBuiltIn } from "../../role-models/built-in.ts";
import { askFounding, type Founding } from "../ask-founding.ts";
import { unknownWord } from "../choice.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openConnectionToOne } from "../find-organization.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { headerFor, liveCharter, writeNew } from "./export.ts";
import type { InitOptions } from "./init-command.ts";

/** Writes a first charter: from the live state, or a small one that says how to go on. */
export async function init(terminal: Terminal, options: InitOptions): Promise<ExitCode> {
  if (options.fromLive === true) {
    await writeNew(terminal, options.out, await fromLive(terminal, options));
    terminal.err("`charter plan` shows that nothing would change\n");
    return EXIT.done;
  }
  const founding = await askFounding(terminal, options);
  await writeNew(terminal, options.out, fresh(terminal, { ...options, ...founding }));
  terminal.err(nextSteps(founding, options));
  return EXIT.done;
}

/** What to type next: with an API of one's own, or to try it on the embedded one. */
function nextSteps({ organization, owner, roleModel }: Founding, { out, tier }: InitOptions): string {
  const file = out === "charter.yaml" ? "" : ` ${out}`;
  const model = `${roleModel === "standard" ? "" : ` --role-model ${roleModel}`}${tier === undefined ? "" : ` --tier ${tier}`}`;
  return `
Edit it, then \`charter validate${file}\`. To see a plan, on an API of your own:
  export CHARTER_API=https://… CHARTER_TOKEN=…
  charter plan${file}
or on the embedded one, which keeps its data in a folder:
  charter serve bootstrap --organization ${organization} --owner ${owner}${model} --data .charter/api
  export CHARTER_API=embedded:.charter/api CHARTER_TOKEN=…
  charter plan${file}
`;
}

async function fromLive(terminal: Terminal, options: InitOptions): Promise<string> {
  const connection = await openConnectionToOne(terminal, options);
  try {
    return await liveCharter(terminal, options.out, connection.reader);
  } finally {
    await connection.close();
  }
}

function fresh(terminal: Terminal, { organization, owner, roleModel, tier, out }: Founding & InitOptions): string {
  const model = findBuiltIn(roleModel);
  if (tier !== undefined && !model.tiers.has(tier))
    throw new UsageError(
      `there is no tier ${JSON.stringify(tier)} in ${model.key}. ${unknownWord(tier, [...model.tiers.keys()])}`,
    );
  return writeCharter(firstOrganization(model, organization, owner, tier), model, headerFor(terminal, out));
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

import { jsonText } from "../../diagnostics/json-text.ts";
import { OrganizationDraft } from "../../membership/draft.ts";
import type { Reading } from "../../membership/reading.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { unknownWord } from "../choice.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openConnectionToOne } from "../find-organization.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { type Listing, listingText } from "./listing-text.ts";
import { listInvitations, listMembers, listProjects, listRoles, listTenants } from "./listings.ts";
import { showAccess } from "./show-access.ts";
import type { ShowOptions, ShowSubject } from "./show-command.ts";

/** Shows a part of the live state. */
export async function show(
  terminal: Terminal,
  what: ShowSubject,
  email: string | undefined,
  options: ShowOptions,
): Promise<ExitCode> {
  assertMeant(what, email, options);
  const { reader, close } = await openConnectionToOne(terminal, options);
  try {
    const [model, reading] = await Promise.all([reader.readRoleModel(), reader.read()]);
    if (what === "access")
      return showAccess(terminal, new OrganizationDraft(model, reading.organization), email ?? "", options);
    assertRole(model, reading, options.role);
    const listing = listingOf(what, model, reading, options);
    terminal.out(options.json === true ? jsonText(listing.entries) : listingText(listing, terminal));
    return EXIT.done;
  } finally {
    await close();
  }
}

const FILTERS = ["role", "search", "tenant", "project"] as const;

const FILTERS_OF: Readonly<Record<ShowSubject, readonly (typeof FILTERS)[number][]>> = {
  members: ["role", "search", "tenant", "project"],
  invitations: ["role", "search"],
  roles: ["role", "search"],
  tenants: ["search"],
  projects: ["search", "tenant"],
  access: [],
};

/** A filter that would be passed over in silence is a listing that says something else than it seems. */
function assertMeant(what: ShowSubject, email: string | undefined, options: ShowOptions): void {
  if (what === "access" && email === undefined) throw new UsageError("whose access? `charter show access EMAIL`");
  if (what !== "access" && email !== undefined)
    throw new UsageError(`show ${what} takes no ${JSON.stringify(email)}; --search ${email} narrows the list`);
  const wrong = FILTERS.find((filter) => options[filter] !== undefined && !FILTERS_OF[what].includes(filter));
  if (wrong !== undefined) throw new UsageError(`show ${what} cannot be narrowed by --${wrong}`);
  if (options.tenant !== undefined && options.project !== undefined)
    throw new UsageError("--tenant and --project each name one place; pass one of them");
}

function assertRole(model: RoleModel, { organization }: Reading, role: string | undefined): void {
  if (role === undefined) return;
  const known = [
    ...new Set([...model.roles.values()].flatMap((roles) => [...roles.keys()])),
    ...organization.roles.keys(),
  ];
  if (!known.includes(role))
    throw new UsageError(`there is no role ${JSON.stringify(role)}. ${unknownWord(role, known)}`);
}

function listingOf(
  what: Exclude<ShowSubject, "access">,
  model: RoleModel,
  { organization }: Reading,
  options: ShowOptions,
): Listing {
  switch (what) {
    case "members":
      return listMembers(model, organization, options);
    case "invitations":
      return listInvitations(model, organization, options);
    case "roles":
      return listRoles(model, organization, options);
    case "tenants":
      return listTenants(organization, options);
    case "projects":
      return listProjects(organization, options);
  }
}

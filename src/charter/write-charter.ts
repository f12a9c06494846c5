import { type EmailKey, emailKey } from "../membership/email.ts";
import type { CustomRole, Grant, Member, Organization } from "../membership/organization.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { formatPlace } from "../membership/scope.ts";
import { yamlFields, yamlList, yamlText } from "./yaml-text.ts";

const HEADER =
  "# Who belongs to this organization, and in which role. `charter plan` shows what a change here would do.";

export interface CharterHeader {
  /** Path of the schema from the charter, by which editors complete it; without it, none is named. */
  readonly schema?: string | undefined;
}

/**
 * An organization as the text of a charter that loads back to it: the same text for the same organization, whatever
 * its order. Pending invitations become declared people with the roles that they promise. Expired ones are left out,
 * named in a comment, because declaring them would send them again.
 */
export function writeCharter(organization: Organization, roleModel: RoleModel, { schema }: CharterHeader = {}): string {
  const people = peopleToWrite(organization);
  const places = (kind: "tenants" | "projects") =>
    section(
      kind,
      sorted(organization[kind]).flatMap((place) => placeLines(kind, place, people)),
    );
  const lines = [
    schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`],
    HEADER,
    head(organization, roleModel),
    section("settings", fieldLines(organization.settings)),
    section("roles", sorted(organization.roles).flatMap(roleLines)),
    members(people),
    places("tenants"),
    places("projects"),
  ].flat();
  return `${lines.join("\n")}\n`;
}

interface PeopleToWrite {
  readonly declared: readonly Member[];
  readonly expired: readonly Member[];
  /** Grants that invitations promise, by the address of their place. */
  readonly promised: ReadonlyMap<string, readonly Grant[]>;
}

function peopleToWrite({ members }: Organization): PeopleToWrite {
  const inOrder = sorted(members);
  const promised = new Map<string, Grant[]>();
  const declared: Member[] = [];
  const expired: Member[] = [];
  for (const member of inOrder) {
    (member.status === "expired" ? expired : declared).push(member);
    const target = member.status === "invited" ? member.invitation?.target : undefined;
    if (target === undefined) continue;
    const address = formatPlace(target.place);
    const grants = promised.get(address) ?? [];
    promised.set(address, [...grants, { email: member.email, role: target.role }]);
  }
  return { declared, expired, promised };
}

function head({ key, title, tier }: Organization, roleModel: RoleModel): string[] {
  const lines = ["charter: v1", `organization: ${yamlText(key)}`];
  if (title) lines.push(`title: ${yamlText(title)}`);
  if (tier) lines.push(`tier: ${yamlText(tier)}`);
  return [...lines, `roleModel: ${yamlText(roleModel.key)}`];
}

function section(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `${name}:`, ...lines];
}

function fieldLines(settings: Organization["settings"]): string[] {
  return sortedKeys(settings).map((key) => `  ${yamlFields({ [key]: settings[key] ?? "" }).slice(2, -2)}`);
}

function roleLines({ key, scope, title, permissions }: CustomRole): string[] {
  const lines = [`  ${yamlText(key)}:`];
  if (scope !== "organization") lines.push(`    scope: ${scope}`);
  if (title) lines.push(`    title: ${yamlText(title)}`);
  return [...lines, `    permissions: ${yamlList(permissions)}`];
}

function members({ declared, expired }: PeopleToWrite): string[] {
  const lines: string[] = ["", declared.length === 0 ? "members: []" : "members:"];
  for (const { email, role, attributes, overrides } of declared) {
    lines.push(`  - email: ${yamlText(email)}`, `    role: ${yamlText(role)}`);
    if (!isEmpty(attributes)) lines.push(`    attributes: ${yamlFields(attributes)}`);
    if (!isEmpty(overrides)) lines.push(`    permissions: ${yamlFields(overrides)}`);
  }
  for (const { email, role } of expired)
    lines.push(`  # left out, because the invitation has expired: ${yamlText(email)}, ${yamlText(role)}`);
  return lines;
}

interface WrittenPlace {
  readonly key: string;
  readonly title: string | undefined;
  readonly tenant?: string | undefined;
  readonly members: ReadonlyMap<EmailKey, Grant>;
}

function placeLines(kind: "tenants" | "projects", place: WrittenPlace, { promised: all }: PeopleToWrite): string[] {
  const lines: string[] = [];
  if (place.tenant !== undefined) lines.push(`    tenant: ${yamlText(place.tenant)}`);
  if (place.title) lines.push(`    title: ${yamlText(place.title)}`);
  const promised = all.get(`${kind}/${place.key}`) ?? [];
  const added = promised.filter(({ email }) => !place.members.has(emailKey(email)));
  const grants = new Map([...place.members, ...added.map((grant) => [emailKey(grant.email), grant] as const)]);
  const people = grants.size === 0 ? [] : ["    members:", ...sorted(grants).map(grantLine)];
  const body = [...lines, ...people];
  return body.length === 0 ? [`  ${yamlText(place.key)}: {}`] : [`  ${yamlText(place.key)}:`, ...body];
}

function grantLine({ email, role }: Grant): string {
  return `      - { email: ${yamlText(email)}, role: ${yamlText(role)} }`;
}

/** The values of a map in the order of its keys. */
function sorted<Value>(map: ReadonlyMap<string, Value>): Value[] {
  return [...map].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value);
}

function sortedKeys(fields: object): string[] {
  return Object.keys(fields).sort();
}

function isEmpty(fields: object): boolean {
  for (const _ in fields) return false;
  return true;
}

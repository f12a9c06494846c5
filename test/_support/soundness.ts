import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import { fieldFault } from "../../src/membership/field.ts";
import { keystoneHolders } from "../../src/membership/keystone.ts";
import type { Member, Organization } from "../../src/membership/organization.ts";
import type { Field, FieldValue, RoleModel } from "../../src/membership/role-model.ts";
import type { Place, Scope } from "../../src/membership/scope.ts";
import { seatLimit } from "../../src/membership/seats.ts";

/** Every rule of its role model that an organization breaks as it stands, asked of the pure model; none is sound. */
export function unsoundness(model: RoleModel, organization: Organization): string[] {
  const draft = new OrganizationDraft(model, organization);
  return [
    ...keystoneFaults(draft),
    ...seatFaults(draft),
    ...customRoleFaults(draft),
    ...fieldFaults("the organization", model.settings, organization.settings, false),
    ...[...draft.members.values()].flatMap((member) => memberFaults(draft, member)),
    ...placeFaults(draft),
  ];
}

function keystoneFaults(draft: OrganizationDraft): string[] {
  const holders = keystoneHolders(draft);
  if (holders === 0) return ["nobody holds the keystone"];
  return holders > 1 && draft.model.ownership.count === "exactly-one" ? [`${holders} hold the keystone`] : [];
}

function seatFaults(draft: OrganizationDraft): string[] {
  const { tier, settings } = draft.organization;
  if (!draft.model.tiers.has(tier ?? "")) return [`there is no tier ${tier}`];
  const limit = seatLimit(draft.model, tier, settings);
  return limit !== undefined && draft.seatsTaken() > limit ? [`${draft.seatsTaken()} on ${limit} seats`] : [];
}

function customRoleFaults(draft: OrganizationDraft): string[] {
  const { model, organization } = draft;
  const rules = model.customRoles;
  return [...draft.customRoles.values()].flatMap(({ key, scope, permissions }) => {
    const open = model.scopes.get(scope)?.open === true;
    const unknown = permissions.filter((permission) => !model.permissions.get(permission)?.scopes.has(scope));
    return [
      ...(rules?.scopes.has(scope) === true ? [] : [`the custom role ${key} is of the scope ${scope}`]),
      ...(rules?.tiers?.has(organization.tier ?? "") === false ? [`the custom role ${key} is not on the tier`] : []),
      ...(open ? [] : unknown.map((permission) => `the custom role ${key} has ${permission}`)),
      ...(model.roles.get(scope)?.has(key) === true ? [`the custom role ${key} hides a built-in one`] : []),
    ];
  });
}

function roleFaults(draft: OrganizationDraft, who: string, scope: Scope, key: string): string[] {
  const role = draft.role(scope, key);
  if (role === undefined) return [`${who} has the ${scope} role ${key}, which there is not`];
  const { tier } = draft.organization;
  return role.tiers?.has(tier ?? "") === false ? [`${who} has the ${scope} role ${key}, which ${tier} has not`] : [];
}

function memberFaults(draft: OrganizationDraft, { email, role, attributes, overrides, invitation }: Member): string[] {
  const { model } = draft;
  const target = invitation?.target;
  return [
    ...roleFaults(draft, email, "organization", role),
    ...fieldFaults(email, model.attributes, attributes, true),
    ...Object.keys(overrides).flatMap((key) => (model.overridable.has(key) ? [] : [`${email} overrides ${key}`])),
    ...(target === undefined ? [] : roleFaults(draft, `the invitation of ${email}`, target.place.scope, target.role)),
  ];
}

function fieldFaults(
  who: string,
  fields: ReadonlyMap<string, Field>,
  values: Readonly<Record<string, FieldValue>>,
  complete: boolean,
): string[] {
  const missing = [...fields.values()].filter(
    ({ key, required, default: fallback }) =>
      complete && required && fallback === undefined && !Object.hasOwn(values, key),
  );
  const wrong = Object.entries(values).flatMap(([key, value]) => {
    const field = fields.get(key);
    const fault = field === undefined ? "is no field" : fieldFault(field, value);
    return fault === undefined ? [] : [`${key} of ${who} ${fault}`];
  });
  return [...missing.map(({ key }) => `${who} lacks ${key}`), ...wrong];
}

function placeFaults(draft: OrganizationDraft): string[] {
  const within = draft.model.scopes.get("project")?.within !== undefined;
  const tenants = [...draft.tenants.keys()].map((tenant): Place => ({ scope: "tenant", tenant }));
  const projects = [...draft.projects.keys()].map((project): Place => ({ scope: "project", project }));
  const homeless = [...draft.projects.values()].filter(({ tenant }) =>
    within ? !draft.hasTenant(tenant ?? "") : tenant !== undefined,
  );
  return [
    ...homeless.map(({ key, tenant }) => `the project ${key} belongs to ${tenant}`),
    ...[...tenants, ...projects].flatMap((place) => grantFaults(draft, place)),
  ];
}

function grantFaults(draft: OrganizationDraft, place: Place): string[] {
  const { grantsRequireMembership } = draft.model.invitations;
  const where = JSON.stringify(place);
  const grants = [...(draft.grantsAt(place)?.values() ?? [])];
  return [
    ...(draft.model.scopes.has(place.scope) ? [] : [`there is ${where}`]),
    ...grants.flatMap(({ email, role }) => [
      ...roleFaults(draft, `${email} at ${where}`, place.scope, role),
      ...(grantsRequireMembership && draft.member(emailKey(email))?.status !== "active"
        ? [`${email} at ${where} is no member`]
        : []),
    ]),
  ];
}

import { type Attribute, text } from "../schema/attribute.ts";
import { isSameEmail } from "../schema/same.ts";
import type { Known } from "../schema/shape.ts";
import { isEmail, isKey } from "../schema/validators.ts";
import { type Below, grantAttempts, grantPromises, observedGrant, revocation, type WantedGrant } from "./grant.ts";
import { belowOf, parsePlaceMember } from "./place-address.ts";
import { identifier, status } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";

type TextShape = Readonly<Record<string, Attribute<string>>>;
type TextValues = Known<TextShape>;

/** One person's role at one tenant. */
export const tenantMember: Resource<TextShape> = placeMember(
  "tenant",
  "One person's role at a tenant. Somebody who is invited to the organization gets it in the first apply after they have joined; until then the status is `invited`.",
);

/** One person's role at one project. */
export const projectMember: Resource<TextShape> = placeMember(
  "project",
  "One person's role at a project. Where the role model invites to projects directly, somebody who is no member yet is invited; somebody who is invited already gets the role in the first apply after they have joined.",
);

function placeMember(scope: Below["scope"], description: string): Resource<TextShape> {
  const placeOf = (values: TextValues): Below => belowOf(scope, values[scope] ?? "");
  const emailOf = ({ email }: TextValues): string => email ?? "";
  const wantedOf = (desired: TextValues, prior: TextValues | undefined): WantedGrant => ({
    place: placeOf(desired),
    email: emailOf(desired),
    role: desired.role ?? "",
    at: { email: ["email"], role: ["role"], place: [scope] },
    isNew: prior === undefined,
  });
  return {
    typeName: `charter_${scope}_member`,
    description,
    version: 0,
    shape: shapeOf(scope),
    identity: [scope, "email"],
    collection: "grants",
    lively: ["status"],
    address: (values) => `${scope}s/${values[scope] ?? ""}/members/${emailOf(values)}`,
    parseAddress: (address) => parsePlaceMember(scope, address),
    observe: (look, values) => {
      const grant = observedGrant(look, placeOf(values), emailOf(values), values.role ?? null);
      if (grant === undefined) return undefined;
      const id = values.id ?? `${scope}s/${values[scope] ?? ""}/members/${emailOf(values)}`;
      return { id, [scope]: values[scope] ?? null, email: emailOf(values), ...grant };
    },
    changes: (look, desired, prior) => grantAttempts(look, wantedOf(desired, prior)),
    promises: (look, desired, prior) => grantPromises(look, wantedOf(desired, prior), prior?.role ?? undefined),
    removal: (look, values) => revocation(look, placeOf(values), emailOf(values), []),
    keeps: ({ role }) => ({ roles: role === null || role === undefined ? [] : [{ scope, role }] }),
    list: ({ facts }) =>
      [...(scope === "tenant" ? facts.tenants : facts.projects).values()].flatMap(({ key, members }) =>
        [...members.values()].map(({ email, role }) => {
          const id = `${scope}s/${key}/members/${email}`;
          return { id, [scope]: key, email, role, status: "active" };
        }),
      ),
  };
}

function shapeOf(scope: Below["scope"]): TextShape {
  return {
    id: identifier(`${scope}s/KEY/members/EMAIL`),
    [scope]: text({ description: `Key of the ${scope}.`, presence: "required", replaces: true, validators: [isKey] }),
    email: text({
      description: "E-mail address of the person; compared without regard to letter case.",
      presence: "required",
      replaces: true,
      sameAs: isSameEmail,
      validators: [isEmail],
    }),
    role: text({
      description: `Key of a role of the ${scope}.`,
      presence: "required",
      validators: [isKey],
    }),
    status,
  };
}

import { addressOf, type PlannableChange } from "../membership/change.ts";
import { SCOPES } from "../membership/scope.ts";

type Check = (value: unknown) => boolean;

/** A field that a change may lack. */
interface Optional {
  readonly optional: Check;
}

type Shape = Readonly<Record<string, Check | Optional>>;

/** Half a character has no place in the path of a request. */
const text: Check = (value) => typeof value === "string" && value !== "" && value.isWellFormed();
const texts: Check = (value) => Array.isArray(value) && value.every((item) => typeof item === "string");
const fieldValue: Check = (value) => ["string", "number", "boolean"].includes(typeof value);
const fields: Check = (value) => isObject(value) && Object.values(value).every(fieldValue);
const patch: Check = (value) => isObject(value) && Object.values(value).every((one) => one === null || fieldValue(one));
const overrides: Check = (value) =>
  isObject(value) && Object.values(value).every((one) => one === "allow" || one === "deny" || one === null);
const scope: Check = (value) => SCOPES.some((known) => known === value);
const string: Check = (value) => typeof value === "string";

const target: Check = (value) => {
  if (!isObject(value) || !isObject(value.place) || !text(value.role)) return false;
  const { place } = value;
  return (place.scope === "tenant" && text(place.tenant)) || (place.scope === "project" && text(place.project));
};

const person: Shape = { email: text };
const tenant: Shape = { tenant: text };
const project: Shape = { project: text };
const role: Shape = { role: text };

/** What each kind of change is made of, besides its kind. */
const SHAPES: Readonly<Record<PlannableChange["kind"], Shape>> = {
  "update-organization": { title: { optional: string }, tier: { optional: text }, settings: { optional: patch } },
  "transfer-ownership": { ...person, formerOwnerRole: { optional: text } },
  "create-role": { ...role, scope, title: { optional: string }, permissions: texts },
  "update-role": { ...role, title: { optional: string }, permissions: { optional: texts } },
  "delete-role": role,
  "invite-member": { ...person, ...role, attributes: fields, target: { optional: target } },
  "cancel-invitation": person,
  "resend-invitation": person,
  "change-role": { ...person, ...role },
  "update-attributes": { ...person, attributes: patch },
  "override-permissions": { ...person, overrides },
  "remove-member": person,
  "create-tenant": { ...tenant, title: { optional: string } },
  "update-tenant": { ...tenant, title: string },
  "delete-tenant": tenant,
  "grant-tenant-role": { ...tenant, ...person, ...role },
  "change-tenant-role": { ...tenant, ...person, ...role },
  "revoke-tenant-role": { ...tenant, ...person },
  "create-project": { ...project, tenant: { optional: text }, title: { optional: string } },
  "update-project": { ...project, tenant: { optional: text }, title: { optional: string } },
  "delete-project": project,
  "grant-project-role": { ...project, ...person, ...role },
  "change-project-role": { ...project, ...person, ...role },
  "revoke-project-role": { ...project, ...person },
};

/**
 * What is wrong with a change that was read from a file: it lacks a field of its kind, has one of another kind, or is
 * not about the object that its line names. Undefined where it is sound.
 */
export function changeFault(change: PlannableChange, kind: string, address: string): string | undefined {
  const shape = Object.hasOwn(SHAPES, change.kind) ? SHAPES[change.kind] : undefined;
  if (shape === undefined || change.kind !== kind) return `is no ${kind}`;
  const { kind: _kind, ...given } = change;
  const stray = Object.keys(given).find((field) => !Object.hasOwn(shape, field));
  if (stray !== undefined) return `has ${stray}, which is no field of ${kind}`;
  const fields: Readonly<Record<string, unknown>> = given;
  const wrong = Object.entries(shape).find(([field, check]) => !fits(check, fields[field]));
  if (wrong !== undefined) return `has no sound ${wrong[0]}`;
  return addressOf(change) === address ? undefined : `is about ${addressOf(change)}, and not about ${address}`;
}

function fits(check: Check | Optional, value: unknown): boolean {
  return typeof check === "function" ? check(value) : value === undefined || check.optional(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

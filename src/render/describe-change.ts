import { formatPlace } from "../membership/scope.ts";
import type { PlannedChange } from "../plan/plan.ts";

type Fields = Readonly<Record<string, unknown>>;

/** How one line of a plan reads: `+ grace@acme.example  invite as admin`. */
export interface ChangeLine {
  readonly sign: "+" | "~" | "-";
  /** The person, role or place. */
  readonly subject: string;
  readonly detail: string;
}

/** Puts a planned change into a reviewer's words. */
export function describeChange({ change, before, after }: PlannedChange): ChangeLine {
  const past = before ?? {};
  const next = after ?? {};
  switch (change.kind) {
    case "update-organization":
      return { sign: "~", subject: "organization", detail: transitions(past, next) };
    case "transfer-ownership":
      return {
        sign: "~",
        subject: change.email,
        detail: `${show(past.role)} → ${show(next.role)}, by transfer of ownership`,
      };
    case "create-role":
      return {
        sign: "+",
        subject: change.role,
        detail: `create ${change.scope} role${titled(change.title)}: ${change.permissions.join(", ") || "no permissions"}`,
      };
    case "update-role":
      return { sign: "~", subject: change.role, detail: roleDetail(past, next) };
    case "delete-role":
      return { sign: "-", subject: change.role, detail: "delete role" };
    case "invite-member":
      return { sign: "+", subject: change.email, detail: inviteDetail(change) };
    case "cancel-invitation":
      return { sign: "-", subject: change.email, detail: `cancel invitation as ${show(past.role)}` };
    case "resend-invitation":
      return { sign: "~", subject: change.email, detail: "resend the expired invitation" };
    case "change-role":
    case "change-tenant-role":
    case "change-project-role":
      return { sign: "~", subject: change.email, detail: `${show(past.role)} → ${show(next.role)}` };
    case "update-attributes":
      return {
        sign: "~",
        subject: change.email,
        detail: transitions(fields(past.attributes), fields(next.attributes)),
      };
    case "override-permissions":
      return {
        sign: "~",
        subject: change.email,
        detail: transitions(fields(past.permissions), fields(next.permissions), "role's default"),
      };
    case "remove-member":
      return { sign: "-", subject: change.email, detail: `remove ${show(past.role)}` };
    case "create-tenant":
      return { sign: "+", subject: `tenant ${change.tenant}`, detail: `create${titled(change.title)}` };
    case "create-project":
      return { sign: "+", subject: `project ${change.project}`, detail: `create${titled(change.title)}` };
    case "update-tenant":
      return { sign: "~", subject: `tenant ${change.tenant}`, detail: transitions(past, next) };
    case "update-project":
      return { sign: "~", subject: `project ${change.project}`, detail: transitions(past, next) };
    case "delete-tenant":
      return { sign: "-", subject: `tenant ${change.tenant}`, detail: "delete" };
    case "delete-project":
      return { sign: "-", subject: `project ${change.project}`, detail: "delete" };
    case "grant-tenant-role":
    case "grant-project-role":
      return { sign: "+", subject: change.email, detail: `grant ${change.role}` };
    case "revoke-tenant-role":
    case "revoke-project-role":
      return { sign: "-", subject: change.email, detail: `revoke ${show(past.role)}` };
  }
}

function inviteDetail({
  role,
  attributes,
  target,
}: Extract<PlannedChange["change"], { kind: "invite-member" }>): string {
  const extra = Object.entries(attributes).map(([key, value]) => `${key} ${show(value)}`);
  const direct = target === undefined ? [] : [`with ${target.role} of ${formatPlace(target.place)}`];
  return [`invite as ${role}`, ...extra, ...direct].join(", ");
}

function roleDetail(past: Fields, next: Fields): string {
  const { permissions, ...rest } = next;
  const parts = Object.keys(rest).length === 0 ? [] : [transitions(past, rest)];
  if (Array.isArray(permissions)) {
    const before = new Set(Array.isArray(past.permissions) ? (past.permissions as unknown[]) : []);
    const after = new Set<unknown>(permissions);
    parts.push(...[...after].filter((key) => !before.has(key)).map((key) => `+${show(key)}`));
    parts.push(...[...before].filter((key) => !after.has(key)).map((key) => `−${show(key)}`));
  }
  return parts.join(", ");
}

/** `tier pro → enterprise, seats none → 3`; nested settings are spelled out. */
function transitions(past: Fields, next: Fields, absent = "none"): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(next)) {
    if (value !== null && typeof value === "object") parts.push(transitions(fields(past[key]), fields(value), absent));
    else parts.push(`${key} ${show(past[key], absent)} → ${show(value, absent)}`);
  }
  return parts.join(", ");
}

function fields(value: unknown): Fields {
  return value !== null && typeof value === "object" ? (value as Fields) : {};
}

function show(value: unknown, absent = "none"): string {
  return value === null || value === undefined ? absent : String(value);
}

function titled(title: string | undefined): string {
  return title === undefined ? "" : ` “${title}”`;
}

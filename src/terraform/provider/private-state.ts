import type { PlannableChange } from "../../membership/change.ts";

/** What is kept beside a state, or a plan, for the provider alone. */
export interface PrivateState {
  /** Version of the object when it was read. */
  readonly etag?: string | undefined;
  /** Of a planned destruction: changes of other resources of the same plan that have to come before it. */
  readonly before?: readonly PlannableChange[] | undefined;
}

export function encodePrivate({ etag, before = [] }: PrivateState): Uint8Array {
  if (etag === undefined && before.length === 0) return new Uint8Array();
  return Buffer.from(JSON.stringify({ etag, ...(before.length === 0 ? {} : { before }) }));
}

/** The changes that are kept, each with the texts that it is about. */
const DEPARTURES: Readonly<Record<string, readonly string[]>> = {
  "change-role": ["email", "role"],
  "cancel-invitation": ["email"],
  "invite-member": ["email", "role"],
  "change-tenant-role": ["tenant", "email", "role"],
  "change-project-role": ["project", "email", "role"],
  "update-project": ["project"],
};

/** Whoever can write a state can write this too. */
function isDeparture(value: unknown): value is PlannableChange {
  const fields = Object(value) as Readonly<Record<string, unknown>>;
  const { kind } = fields;
  const needed = typeof kind === "string" && Object.hasOwn(DEPARTURES, kind) ? DEPARTURES[kind] : undefined;
  return needed?.every((name) => typeof fields[name] === "string") === true;
}

/** What an earlier version wrote and nobody can read counts as nothing. */
export function decodePrivate(bytes: Uint8Array | undefined): PrivateState {
  if (bytes === undefined || bytes.length === 0) return {};
  try {
    const { etag, before } = JSON.parse(Buffer.from(bytes).toString("utf8")) as PrivateState;
    return {
      ...(typeof etag === "string" ? { etag } : {}),
      ...(Array.isArray(before) ? { before: before.filter(isDeparture) } : {}),
    };
  } catch {
    return {};
  }
}

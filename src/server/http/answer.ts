import type { Refusal } from "../../membership/refusal.ts";

/** What an operation answers, before it is put into HTTP. */
export type Answer = Done | Problem | Lines | Exposition;

export interface Done {
  readonly kind: "done";
  readonly status: 200 | 201 | 204;
  readonly body?: object;
  /** Version at which the object in the body last changed. */
  readonly changed?: number;
  /** Given before, for an earlier request with the same key. */
  readonly replayed?: boolean;
}

/** Refused or failed: nothing was written. */
export interface Problem {
  readonly kind: "problem";
  readonly status: number;
  /** The first refusal's, or the name of what else is wrong. */
  readonly code: string;
  readonly detail: string;
  readonly refusals?: readonly Refusal[];
}

/** Many lines of JSON, a chunk at a time. */
export interface Lines {
  readonly kind: "lines";
  readonly chunks: AsyncIterable<string>;
}

/** Metrics, as Prometheus reads them. */
export interface Exposition {
  readonly kind: "exposition";
  readonly text: string;
}

export function done(status: Done["status"], body?: object, changed?: number): Done {
  return {
    kind: "done",
    status,
    ...(body === undefined ? {} : { body }),
    ...(changed === undefined ? {} : { changed }),
  };
}

export function problem(status: number, code: string, detail: string): Problem {
  return { kind: "problem", status, code, detail };
}

/** Also for whoever has no part in an organization: that it exists is none of their business. */
export function unknownOrganization(key: string): Problem {
  return problem(
    404,
    "unknown-organization",
    `there is no organization ${JSON.stringify(key)} that you are a member of`,
  );
}

export function unauthenticated(): Problem {
  return problem(401, "unauthenticated", "the access token is missing, unknown, expired or revoked");
}

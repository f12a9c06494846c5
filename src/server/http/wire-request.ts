import type { operations } from "../../api/generated/wire.ts";
import type { Answer } from "./answer.ts";

export type OperationId = keyof operations;

type Field<Type, Name extends string> = Type extends { [Key in Name]: infer Value }
  ? Value
  : Type extends { [Key in Name]?: infer Value }
    ? Value
    : undefined;

type Parameters<Id extends OperationId> = operations[Id]["parameters"];
type Json<Type> = Field<Field<Type, "content">, "application/json">;

/** What becomes known of a request on its way: for the log, and for those who count. */
export interface Trace {
  /** Id of the token, once it is known to be good. */
  token: string | undefined;
  /** Key of the organization, once it is known that the caller has a part in it. */
  organization: string | undefined;
}

/** A request that fits the OpenAPI file, defaults filled in. */
export interface WireRequest<Id extends OperationId> {
  readonly params: NonNullable<Parameters<Id>["path"]>;
  readonly query: NonNullable<Parameters<Id>["query"]>;
  readonly body: Json<NonNullable<Field<operations[Id], "requestBody">>>;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly planDigest: string | undefined;
  readonly actAs: string | undefined;
  /** The bearer token. */
  readonly credential: string | undefined;
  readonly requestId: string;
  /** `Accept` asks for NDJSON rather than for JSON. */
  readonly prefersLines: boolean;
  readonly trace: Trace;
  /** Hash of everything that makes two requests the same. */
  readonly fingerprint: string;
}

/** Carries out one operation of the OpenAPI file. */
export type Operation<Id extends OperationId> = (request: WireRequest<Id>) => Promise<Answer>;

/** One for every operation: a new one in the file does not compile until it is here. */
export type Operations = { readonly [Id in OperationId]: Operation<Id> };

import type { ValueRecord } from "../../codec/value.ts";
import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse } from "../../protocol/messages.ts";
import type { Resource } from "../../resources/resource.ts";
import type { Known, Shape } from "../../schema/shape.ts";
import { applyObject, removeObject } from "../apply-object.ts";
import { fromKnown, fromPlan, toBlock } from "../block-value.ts";
import { apiFailure, hasError } from "../diagnostic.ts";
import { identityOf } from "../identity.ts";
import { decodePrivate, encodePrivate } from "../private-state.ts";
import { findResource } from "../registry.ts";
import type { Run } from "../run.ts";
import { notConnected, type Session } from "../session.ts";

/** Makes the planned change. A failure leaves the state as what there is. */
export async function applyResourceChange(
  { run }: Session,
  request: ApplyResourceChangeRequest,
): Promise<ApplyResourceChangeResponse> {
  const resource = findResource(request.typeName);
  const unchanged = { newState: request.priorState, private: request.plannedPrivate };
  if (run === undefined) return { ...unchanged, diagnostics: [notConnected(request.typeName)] };
  const prior = fromKnown(resource.shape, request.priorState);
  const planned = fromPlan(resource.shape, request.plannedState);
  const { etag, before = [] } = decodePrivate(request.plannedPrivate);
  try {
    if (planned === null && prior === null) return unchanged;
    const { values, diagnostics } =
      planned === null
        ? await removeObject(run, resource, prior ?? {}, before)
        : await applyObject(run, resource, { prior, planned, etag });
    const kept = hasError(diagnostics) ? request.plannedPrivate : await privateOf(run, resource, values);
    const identity = identityOf(resource, values);
    return {
      newState: toBlock(resource.shape, values),
      private: kept,
      diagnostics,
      ...(identity === undefined ? {} : { newIdentity: identity }),
    };
  } catch (error) {
    return { ...unchanged, diagnostics: [apiFailure(error)] };
  }
}

async function privateOf(run: Run, resource: Resource, values: ValueRecord | null): Promise<Uint8Array> {
  if (values === null) return new Uint8Array();
  const look = await run.live();
  return encodePrivate({ etag: look.tryFindEtag(resource.address(values as Known<Shape>)) });
}

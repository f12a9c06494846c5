import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse } from "../../protocol/messages.ts";
import { applyObject, removeObject } from "../apply-object.ts";
import { fromBlock, toBlock } from "../block-value.ts";
import { apiFailure } from "../diagnostic.ts";
import { identityOf } from "../identity.ts";
import { decodePrivate, encodePrivate } from "../private-state.ts";
import { findResource } from "../registry.ts";
import { notConnected, type Session } from "../session.ts";

/** Makes the planned change. A failure leaves the state as what there is. */
export async function applyResourceChange(
  { run }: Session,
  request: ApplyResourceChangeRequest,
): Promise<ApplyResourceChangeResponse> {
  const resource = findResource(request.typeName);
  const unchanged = { newState: request.priorState, private: request.plannedPrivate };
  if (run === undefined) return { ...unchanged, diagnostics: [notConnected(request.typeName)] };
  const prior = fromBlock(resource.shape, request.priorState);
  const planned = fromBlock(resource.shape, request.plannedState);
  const { etag } = decodePrivate(request.plannedPrivate);
  try {
    if (planned === null && prior === null) return unchanged;
    const { values, diagnostics } =
      planned === null
        ? await removeObject(run, resource, prior ?? {})
        : await applyObject(run, resource, { prior, planned, etag });
    const address = values === null ? undefined : resource.address(values as Parameters<typeof resource.address>[0]);
    const version = address === undefined ? undefined : (await run.live()).tryFindEtag(address);
    const identity = identityOf(resource, values);
    return {
      newState: toBlock(resource.shape, values),
      private: encodePrivate({ etag: version }),
      diagnostics,
      ...(identity === undefined ? {} : { newIdentity: identity }),
    };
  } catch (error) {
    return { ...unchanged, diagnostics: [apiFailure(error)] };
  }
}

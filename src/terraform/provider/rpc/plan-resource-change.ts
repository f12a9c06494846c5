import type { ValueRecord } from "../../codec/value.ts";
import type { PlanResourceChangeRequest, PlanResourceChangeResponse } from "../../protocol/messages.ts";
import type { Resource } from "../../resources/resource.ts";
import { fromBlock, fromKnown, toBlock } from "../block-value.ts";
import { apiFailure } from "../diagnostic.ts";
import { identityOf } from "../identity.ts";
import { planObject, planRemoval } from "../plan-object.ts";
import { decodePrivate, encodePrivate } from "../private-state.ts";
import { findResource } from "../registry.ts";
import type { Session } from "../session.ts";

/** What the change would make of the object, judged by the rules of the organization's role model. */
export async function planResourceChange(
  session: Session,
  request: PlanResourceChangeRequest,
): Promise<PlanResourceChangeResponse> {
  const resource = findResource(request.typeName);
  const prior = fromKnown(resource.shape, request.priorState);
  const proposed = fromBlock(resource.shape, request.proposedNewState);
  const answer = await plan(session, resource, prior, proposed, request).catch((error: unknown) => ({
    plannedState: request.proposedNewState,
    plannedPrivate: request.priorPrivate,
    diagnostics: [apiFailure(error)],
  }));
  const deferrable = session.configuration.kind === "unknown" && request.clientCapabilities?.deferralAllowed === true;
  return deferrable ? { ...answer, deferred: { reason: "provider-config-unknown" } } : answer;
}

async function plan(
  { run }: Session,
  resource: Resource,
  prior: ValueRecord | null,
  proposed: ValueRecord | null,
  { config, proposedNewState, priorPrivate: plannedPrivate }: PlanResourceChangeRequest,
): Promise<PlanResourceChangeResponse> {
  if (proposed === null) {
    if (prior === null) return { plannedState: proposedNewState, plannedPrivate };
    const { diagnostics, before } = await planRemoval(run, resource, prior);
    const kept = encodePrivate({ ...decodePrivate(plannedPrivate), before });
    return { plannedState: proposedNewState, plannedPrivate: kept, diagnostics };
  }
  const proposal = { prior, proposed, config: fromBlock(resource.shape, config) ?? {} };
  const { values, replaces, diagnostics } = await planObject(run, resource, proposal);
  const identity = identityOf(resource, values);
  return {
    plannedState: toBlock(resource.shape, values),
    requiresReplace: replaces.map((attributeName) => ({ steps: [{ attributeName }] })),
    plannedPrivate,
    diagnostics,
    ...(identity === undefined ? {} : { plannedIdentity: identity }),
  };
}

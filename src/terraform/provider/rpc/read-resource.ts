import { isEqual } from "../../codec/value.ts";
import type { ReadResourceRequest, ReadResourceResponse } from "../../protocol/messages.ts";
import type { Resource } from "../../resources/resource.ts";
import type { Known, Shape } from "../../schema/shape.ts";
import { fromKnown, toBlock } from "../block-value.ts";
import { apiFailure, errorAt } from "../diagnostic.ts";
import { identityOf } from "../identity.ts";
import type { Look } from "../look.ts";
import { encodePrivate } from "../private-state.ts";
import { findResource } from "../registry.ts";
import type { Session } from "../session.ts";

/** The object as it is there, from the one reading that all refreshes share. */
export async function readResource(session: Session, request: ReadResourceRequest): Promise<ReadResourceResponse> {
  const resource = findResource(request.typeName);
  const { run } = session;
  const unread = { newState: request.currentState, private: request.private };
  if (run === undefined) {
    const deferrable = request.clientCapabilities?.deferralAllowed === true;
    return deferrable ? { ...unread, deferred: { reason: "provider-config-unknown" } } : unread;
  }
  const values = fromKnown(resource.shape, request.currentState);
  if (values === null) return unread;
  try {
    return readFrom(await run.read(), resource, values as Known<Shape>, request);
  } catch (error) {
    return { ...unread, diagnostics: [apiFailure(error)] };
  }
}

function readFrom(
  look: Look,
  resource: Resource,
  values: Known<Shape>,
  request: ReadResourceRequest,
): ReadResourceResponse {
  const observed = resource.observe(look, values, "managed");
  if (observed === undefined) return gone(look, resource, values, request);
  const etag = look.tryFindEtag(resource.address(observed));
  const identity = identityOf(resource, observed);
  return {
    newState: isEqual(observed, values) ? request.currentState : toBlock(resource.shape, observed),
    private: encodePrivate({ etag }),
    ...(identity === undefined ? {} : { newIdentity: identity }),
  };
}

/** What a listing lacks that cannot be trusted is not gone. */
function gone(
  { completeness }: Look,
  resource: Resource,
  values: Known<Shape>,
  { currentState, private: kept }: ReadResourceRequest,
): ReadResourceResponse {
  const state = resource.collection === "organization" ? undefined : completeness[resource.collection];
  if (state === undefined || state.state === "complete") return { newState: toBlock(resource.shape, null) };
  const summary = `listing-incomplete: ${resource.address(values)}`;
  const detail = `The object is not in a listing that cannot be trusted, so it does not count as gone: ${state.reason}`;
  return { newState: currentState, private: kept, diagnostics: [errorAt([], summary, detail)] };
}

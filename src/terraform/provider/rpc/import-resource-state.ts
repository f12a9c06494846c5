import type { ImportResourceStateRequest, ImportResourceStateResponse } from "../../protocol/messages.ts";
import type { Diagnostic } from "../../protocol/value-messages.ts";
import { blank, type Resource } from "../../resources/resource.ts";
import type { Known, Shape } from "../../schema/shape.ts";
import { toBlock } from "../block-value.ts";
import { apiFailure, errorAt } from "../diagnostic.ts";
import { fromIdentity, identityOf } from "../identity.ts";
import { encodePrivate } from "../private-state.ts";
import { findResource } from "../registry.ts";
import type { Run } from "../run.ts";
import { notConnected, type Session } from "../session.ts";

/** Takes over an object that is there, by its address or by its identity. */
export async function importResourceState(
  session: Session,
  request: ImportResourceStateRequest,
): Promise<ImportResourceStateResponse> {
  const resource = findResource(request.typeName);
  const { run } = session;
  if (run === undefined) {
    if (request.clientCapabilities?.deferralAllowed !== true) return failed(notConnected("an import"));
    return { deferred: { reason: "provider-config-unknown" } };
  }
  const named = namedBy(resource, request);
  if (named === undefined) return failed(noAddress(resource, request.id));
  try {
    return await takeOver(run, resource, named);
  } catch (error) {
    return failed(apiFailure(error));
  }
}

function namedBy(resource: Resource, { id, identity }: ImportResourceStateRequest): Partial<Known<Shape>> | undefined {
  if (id !== "" || identity === undefined) return resource.parseAddress(id);
  return fromIdentity(resource, identity);
}

async function takeOver(
  run: Run,
  resource: Resource,
  named: Partial<Known<Shape>>,
): Promise<ImportResourceStateResponse> {
  const look = await run.read();
  const observed = resource.observe(look, blank(resource.shape, named), "all");
  if (observed === undefined) {
    const what = `there is no ${resource.address(blank(resource.shape, named))}${beyondAddress(resource, named)}`;
    return failed(errorAt([], what, `${resource.typeName} has nothing of this address to import.`));
  }
  const identity = identityOf(resource, observed);
  const etag = look.tryFindEtag(resource.address(observed));
  return {
    importedResources: [
      {
        typeName: resource.typeName,
        state: toBlock(resource.shape, observed),
        private: encodePrivate({ etag }),
        ...(identity === undefined ? {} : { identity }),
      },
    ],
  };
}

/** What an import asks for besides what the object's address says: the one owner, by who that is. */
function beyondAddress({ identity }: Resource, named: Partial<Known<Shape>>): string {
  return Object.entries(named)
    .filter(([name]) => !identity.includes(name))
    .map(([name, value]) => ` with the ${name} ${String(value)}`)
    .join("");
}

function noAddress({ typeName, shape }: Resource, id: string): Diagnostic {
  const detail = `${JSON.stringify(id)} is not an address of ${typeName}. ${shape.id?.description ?? ""}`;
  return errorAt([], `${typeName} cannot be imported by this`, detail);
}

function failed(diagnostic: Diagnostic): ImportResourceStateResponse {
  return { diagnostics: [diagnostic] };
}

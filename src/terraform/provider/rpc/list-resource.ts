import type { ListResourceEvent, ListResourceRequest } from "../../protocol/messages.ts";
import { toBlock } from "../block-value.ts";
import { apiFailure } from "../diagnostic.ts";
import { identityOf } from "../identity.ts";
import { findResource } from "../registry.ts";
import { notConnected, type Session } from "../session.ts";

/** Every object of a type that is there, for Terraform 1.14 and later. */
export async function* listResource(
  { run }: Session,
  { typeName, includeResourceObject, limit }: ListResourceRequest,
): AsyncIterable<ListResourceEvent> {
  const resource = findResource(typeName);
  if (run === undefined) return yield { diagnostics: [notConnected(typeName)] };
  try {
    const all = resource.list?.(await run.read()) ?? [];
    for (const values of limit > 0 ? all.slice(0, limit) : all) {
      const identity = identityOf(resource, values);
      yield {
        ...(identity === undefined ? {} : { identity }),
        displayName: resource.address(values),
        ...(includeResourceObject ? { resourceObject: toBlock(resource.shape, values) } : {}),
      };
    }
  } catch (error) {
    yield { diagnostics: [apiFailure(error)] };
  }
}

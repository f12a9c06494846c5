import { parseJsonValue } from "../../codec/json-value.ts";
import { isRecord } from "../../codec/value.ts";
import { ValueFault } from "../../codec/value-fault.ts";
import type { UpgradeResourceStateRequest, UpgradeResourceStateResponse } from "../../protocol/messages.ts";
import { typeOf } from "../../schema/shape.ts";
import { toBlock } from "../block-value.ts";
import { errorAt } from "../diagnostic.ts";
import { findResource } from "../registry.ts";

/**
 * A stored state for this version. One of the same version goes back untouched; of an earlier one every attribute
 * that there still is stays, and what is new is null until the next refresh.
 */
export function upgradeResourceState({
  typeName,
  version,
  rawState,
}: UpgradeResourceStateRequest): UpgradeResourceStateResponse {
  const resource = findResource(typeName);
  const json = rawState?.json;
  if (json === undefined) return fault(`the state of ${typeName} is not JSON, as Terraform 0.12 and later write it`);
  if (version > resource.version) {
    return fault(
      `the state of ${typeName} has the version ${version}, and this provider knows ${resource.version}: use the provider that wrote it, or a later one`,
    );
  }
  if (version === resource.version) return { upgradedState: { json } };
  try {
    const values = parseJsonValue(Buffer.from(json).toString("utf8"), typeOf(resource.shape));
    return { upgradedState: toBlock(resource.shape, isRecord(values) ? values : null) };
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    return fault(`the state of ${typeName}, version ${version}, cannot be read: ${error.message}`);
  }
}

function fault(detail: string): UpgradeResourceStateResponse {
  return { diagnostics: [errorAt([], "the state cannot be used", detail)] };
}

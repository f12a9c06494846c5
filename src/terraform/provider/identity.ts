import { type CtyType, encodeType, objectOf } from "../codec/cty-type.ts";
import { fromDynamicValue, toDynamicValue } from "../codec/dynamic-value.ts";
import { isRecord, type ValueRecord } from "../codec/value.ts";
import type { ResourceIdentitySchema } from "../protocol/schema-messages.ts";
import type { ResourceIdentityData } from "../protocol/value-messages.ts";
import type { Resource } from "../resources/resource.ts";

/** What identifies an object of a type, for Terraform 1.12 and later. */
export function identitySchema({ identity, shape }: Resource): ResourceIdentitySchema {
  return {
    version: 0,
    identityAttributes: identity.map((name) => ({
      name,
      type: encodeType("string"),
      requiredForImport: true,
      description: shape[name]?.description ?? "",
    })),
  };
}

/** The identity of an object; undefined while a part of it is unknown. */
export function identityOf(resource: Resource, values: ValueRecord | null): ResourceIdentityData | undefined {
  if (values === null || resource.identity.some((name) => typeof values[name] !== "string")) return undefined;
  const identity = Object.fromEntries(resource.identity.map((name) => [name, values[name] ?? null]));
  return { identityData: toDynamicValue(identity, typeOfIdentity(resource)) };
}

export function fromIdentity(resource: Resource, data: ResourceIdentityData): ValueRecord | undefined {
  const value = fromDynamicValue(data.identityData, typeOfIdentity(resource));
  return isRecord(value) ? value : undefined;
}

function typeOfIdentity({ identity }: Resource): CtyType {
  return objectOf(Object.fromEntries(identity.map((name) => [name, "string" as const])));
}

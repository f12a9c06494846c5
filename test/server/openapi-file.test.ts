import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { validate } from "@readme/openapi-parser";
import { load } from "js-yaml";
import { expect, test } from "vitest";

const FILE = fileURLToPath(new URL("../../schemas/membership-api.openapi.yaml", import.meta.url));

interface Operation {
  readonly operationId?: string;
  readonly responses?: Record<string, unknown>;
}

function operations(): [string, Operation][] {
  const document = load(readFileSync(FILE, "utf8")) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
}

test("the OpenAPI file is valid OpenAPI 3.1", async () => {
  const result = await validate(FILE);
  expect(result).toMatchObject({ valid: true });
});

test("every operation has a name of its own and answers problems the same way", () => {
  const names = operations().map(([, { operationId }]) => operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const [where, { responses }] of operations()) expect(Object.keys(responses ?? {}), where).toContain("default");
});

test("the paths of the published contract are all there", () => {
  const paths = operations().map(([where]) => where);
  for (const path of [
    "get /v1/me",
    "post /v1/me/invitations/{id}/accept",
    "post /v1/organizations",
    "delete /v1/organizations/{org}",
    "get /v1/organizations/{org}/snapshot",
    "patch /v1/organizations/{org}/members/{email}",
    "post /v1/organizations/{org}/ownership-transfer",
    "post /v1/organizations/{org}/invitations/{invitation}/resend",
    "post /v1/invitations/accept",
    "put /v1/organizations/{org}/tenants/{tenant}/members/{email}",
    "delete /v1/organizations/{org}/projects/{project}/members/{email}",
    "get /v1/organizations/{org}/audit-events",
    "get /healthz",
    "get /readyz",
    "get /metrics",
    "get /v1/healthz",
    "get /v1/readyz",
    "get /v1/metrics",
  ]) {
    expect(paths).toContain(path);
  }
});

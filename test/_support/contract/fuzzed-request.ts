import fc from "fast-check";
import type { ApiOperation } from "./api-document.ts";
import { arbitraryOfSchema, type Hints } from "./arbitrary-of-schema.ts";
import { schemaFaults } from "./contract-faults.ts";
import { type Mutant, mutated } from "./mutate.ts";
import type { WireRequest } from "./send-bytes.ts";

export type Draw = <Value>(arbitrary: fc.Arbitrary<Value>) => Value;

/** A request of some operation, sound or spoilt. */
export interface FuzzedRequest extends WireRequest {
  readonly operation: ApiOperation;
  /** Whether its body fits the file; undefined where a mutant went below the level at which the file speaks. */
  readonly fits: boolean | undefined;
  /** What was done to it. */
  readonly mutants: readonly string[];
}

/** A request that fits the file, of somebody with this authorization, spoilt in none to two places. */
export function drawRequest(
  draw: Draw,
  operation: ApiOperation,
  hints: Hints,
  authorization: string | undefined,
): FuzzedRequest {
  const sound = soundRequest(draw, operation, hints, authorization);
  const spoils = draw(fc.constantFrom(0, 0, 1, 1, 1, 2));
  let mutant: Mutant = sound;
  for (let spoil = 0; spoil < spoils; spoil++) mutant = mutated(draw, mutant, operation.body !== undefined);
  const { path, query, headers, json, body, mutants, belowJson } = mutant;
  const bytes = body ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)));
  return {
    operation,
    method: operation.method,
    target: query.length === 0 ? path : `${path}?${query.join("&")}`,
    headers: bytes === undefined ? headers : { "content-type": "application/json", ...headers },
    body: bytes,
    fits: belowJson ? undefined : fitsFile(operation, json),
    mutants,
  };
}

function fitsFile({ body }: ApiOperation, json: unknown): boolean {
  if (body === undefined) return true;
  return json !== undefined && schemaFaults(body, JSON.parse(JSON.stringify(json))).length === 0;
}

function soundRequest(
  draw: Draw,
  { path, parameters, body }: ApiOperation,
  hints: Hints,
  authorization: string | undefined,
): Mutant {
  const query: string[] = [];
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  let target = path;
  for (const { name, in: place, required, schema } of parameters) {
    const given = place === "path" || required === true || draw(fc.nat({ max: 4 })) === 0;
    if (!given) continue;
    const value = String(draw(arbitraryOfSchema(schema, hints, place === "header" ? name.toLowerCase() : name)));
    if (place === "path") target = target.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === "query") query.push(`${name}=${encodeURIComponent(value)}`);
    else headers[name.toLowerCase()] = asHeader(value);
  }
  const json = body === undefined ? undefined : draw(arbitraryOfSchema(body, hints));
  return { path: target, query, headers, json, body: undefined, mutants: [], belowJson: false };
}

/** What HTTP can carry in a header, without spaces at its ends. */
function asHeader(value: string): string {
  const carried = value.replaceAll(/[^\x21-\x7e]/g, "x");
  return carried === "" ? "x" : carried;
}

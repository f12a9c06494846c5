import fc from "fast-check";
import type { Draw } from "./fuzzed-request.ts";
import { HOSTILE_BODIES, HOSTILE_HEADERS, HOSTILE_QUERIES, HOSTILE_SEGMENTS, HOSTILE_TEXTS } from "./hostile-values.ts";

/** A request on its way to become a hostile one. */
export interface Mutant {
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly json: unknown;
  /** Sent instead of the JSON. */
  readonly body: Buffer | undefined;
  readonly mutants: readonly string[];
  /** What is spoilt is no longer a matter of the body's schema. */
  readonly belowJson: boolean;
}

type Mutate = (draw: Draw, request: Mutant) => Omit<Mutant, "mutants">;

const OF_ALL: Readonly<Record<string, Mutate>> = {
  "hostile text in the path": (draw, request) => ({
    ...request,
    path: withSegment(draw, request.path, encoded(draw(fc.constantFrom(...HOSTILE_TEXTS)))),
    belowJson: true,
  }),
  "hostile path": (draw, request) => ({
    ...request,
    path: withSegment(draw, request.path, draw(fc.constantFrom(...HOSTILE_SEGMENTS))),
    belowJson: true,
  }),
  "hostile query": (draw, request) => ({
    ...request,
    query: [...request.query, draw(fc.constantFrom(...HOSTILE_QUERIES))],
    belowJson: true,
  }),
  "hostile header": (draw, request) => {
    const name = draw(fc.constantFrom(...Object.keys(HOSTILE_HEADERS)));
    const value = draw(fc.constantFrom(...(HOSTILE_HEADERS[name] ?? [])));
    return { ...request, headers: { ...request.headers, [name]: value }, belowJson: true };
  },
  "body that is no request": (draw, request) => ({
    ...request,
    body: Buffer.from(draw(fc.constantFrom(...HOSTILE_BODIES)) as string),
    belowJson: true,
  }),
};

const OF_BODIES: Readonly<Record<string, Mutate>> = {
  ...OF_ALL,
  "hostile text in the body": (draw, request) => replaceLeaf(draw, request, draw(fc.constantFrom(...HOSTILE_TEXTS))),
  "other type in the body": (draw, request) =>
    replaceLeaf(draw, request, draw(fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e21, [], {}, ["x"], { a: 1 }))),
  "field too many": (draw, request) => ({
    ...request,
    json: { ...(request.json as object), [draw(fc.constantFrom("colour", "id", "etag", "status", "toString"))]: "x" },
  }),
  "field too few": (draw, request) => {
    const fields = Object.entries((request.json ?? {}) as object);
    const gone = draw(fc.nat({ max: Math.max(0, fields.length - 1) }));
    return { ...request, json: Object.fromEntries(fields.filter((_field, index) => index !== gone)) };
  },
  "body cut short": (draw, request) => {
    const whole = Buffer.from(JSON.stringify(request.json));
    return { ...request, body: whole.subarray(0, draw(fc.nat({ max: whole.length - 1 }))), belowJson: true };
  },
  "byte that is no UTF-8": (draw, request) => {
    const whole = Buffer.from(JSON.stringify(request.json));
    const at = draw(fc.nat({ max: whole.length }));
    return {
      ...request,
      body: Buffer.concat([whole.subarray(0, at), Buffer.from([0xff]), whole.subarray(at)]),
      belowJson: true,
    };
  },
};

/** The request, spoilt in one more place. */
export function mutated(draw: Draw, request: Mutant, hasBody: boolean): Mutant {
  const mutants = hasBody && request.body === undefined ? OF_BODIES : OF_ALL;
  const name = draw(fc.constantFrom(...Object.keys(mutants)));
  const mutate = mutants[name] as Mutate;
  return { ...mutate(draw, request), mutants: [...request.mutants, name] };
}

/** Lone surrogates cannot be encoded; they are sent as the bytes that some encoders make of them. */
function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : "%ED%A0%80";
}

function withSegment(draw: Draw, path: string, segment: string): string {
  const segments = path.split("/");
  const at = draw(fc.integer({ min: 1, max: segments.length - 1 }));
  return segments.map((old, index) => (index === at ? segment : old)).join("/");
}

/** Puts a value in the place of one of the body's own, however deep. */
function replaceLeaf(draw: Draw, request: Mutant, value: unknown): Omit<Mutant, "mutants"> {
  const places = placesIn(request.json);
  const place = draw(fc.constantFrom(...places));
  return { ...request, json: replaced(request.json, place, value) };
}

function placesIn(value: unknown): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, part]) => placesIn(part).map((place) => [key, ...place]))];
}

function replaced(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const parts = whole as Record<string, unknown>;
  if (Array.isArray(whole))
    return whole.map((part, index) => (String(index) === key ? replaced(part, rest, value) : part));
  return { ...parts, [key]: replaced(parts[key], rest, value) };
}

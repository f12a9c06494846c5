import { EVENT_ID, type Event, getScalarValue } from "js-yaml";
import { lengthOf, offsetOf } from "./event-span.ts";
import type { Span } from "./locator.ts";

/** A key that stands a second time, or a third, in one mapping. */
export interface DuplicateKey {
  readonly key: string;
  readonly span: Span;
  readonly first: Span;
}

interface OpenNode {
  /** Keys seen so far; undefined for a list. */
  readonly keys: Map<string, Span> | undefined;
  expectsKey: boolean;
}

/** All duplicate keys of a text, in the order in which they stand. */
export function findDuplicateKeys(events: readonly Event[], text: string): DuplicateKey[] {
  const duplicates: DuplicateKey[] = [];
  const open: OpenNode[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const parent = open.at(-1);
    if (parent?.keys !== undefined) {
      if (parent.expectsKey && event.type === EVENT_ID.SCALAR) duplicates.push(...seen(parent.keys, event, text));
      parent.expectsKey = !parent.expectsKey;
    }
    if (event.type === EVENT_ID.MAPPING) open.push({ keys: new Map(), expectsKey: true });
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.DOCUMENT)
      open.push({ keys: undefined, expectsKey: false });
  }
  return duplicates;
}

function seen(keys: Map<string, Span>, event: Event & { type: typeof EVENT_ID.SCALAR }, text: string): DuplicateKey[] {
  const key = getScalarValue(text, event);
  const span = { offset: offsetOf(event) ?? 0, length: Math.max(1, lengthOf(event)) };
  const first = keys.get(key);
  if (first !== undefined) return [{ key, span, first }];
  keys.set(key, span);
  return [];
}

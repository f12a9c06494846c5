import { EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";
import { lengthOf, offsetOf } from "./event-span.ts";
import type { Part, Path } from "./path.ts";

/** A stretch of the text: offset and length in UTF-16 code units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** One field of a mapping, or one entry of a list: indexes of events. */
interface Child {
  readonly key: number | undefined;
  readonly value: number;
}

const ROOT = 1;

/**
 * Finds the place of any key or value by its path. It parses the text once more, so it is made only when something
 * has to be reported.
 */
export class Locator {
  readonly #text: string;
  readonly #events: readonly Event[];
  /** For each event, the index of the event after its node. */
  readonly #after: Int32Array;
  readonly #anchors = new Map<string, number>();
  readonly #children = new Map<number, ReadonlyMap<string, Child>>();

  constructor(text: string) {
    this.#text = text;
    this.#events = parseEvents(text, {});
    this.#after = nodeEnds(this.#events);
    for (const [index, event] of this.#events.entries()) {
      if ("anchorStart" in event && event.type !== EVENT_ID.ALIAS && event.anchorStart >= 0)
        this.#anchors.set(text.slice(event.anchorStart, event.anchorEnd), index);
    }
  }

  /** The key or the value at a path; of a path that is not all there, the nearest that is. */
  span(path: Path, part: Part): Span {
    let node = ROOT;
    let child: Child = { key: undefined, value: ROOT };
    for (const [depth, step] of path.entries()) {
      const found = this.#childrenOf(node).get(String(step));
      if (found === undefined) return this.#spanOf(child, depth === 0 ? "value" : part);
      child = found;
      node = found.value;
    }
    return this.#spanOf(child, part);
  }

  #spanOf({ key, value }: Child, part: Part): Span {
    const preferred = part === "key" ? (key ?? value) : value;
    return this.#spanOfNode(preferred) ?? (key === undefined ? undefined : this.#spanOfNode(key)) ?? FIRST;
  }

  #spanOfNode(index: number): Span | undefined {
    const event = this.#events[index];
    const offset = event && offsetOf(event);
    if (event === undefined || offset === undefined) return undefined;
    const length = lengthOf(event);
    const line = this.#text.slice(offset, offset + length).search(/[\r\n]/);
    return { offset, length: Math.max(1, line < 0 ? length : line) };
  }

  #childrenOf(index: number): ReadonlyMap<string, Child> {
    const node = this.#resolved(index);
    const known = this.#children.get(node);
    if (known !== undefined) return known;
    const children = new Map<string, Child>();
    const type = this.#events[node]?.type;
    const end = (this.#after[node] ?? 0) - 1;
    if (type === EVENT_ID.SEQUENCE) {
      for (let at = node + 1; at < end; at = this.#next(at))
        children.set(String(children.size), { key: undefined, value: at });
    } else if (type === EVENT_ID.MAPPING) {
      for (let key = node + 1; key < end; key = this.#next(this.#next(key)))
        children.set(this.#nameOf(key), { key, value: this.#next(key) });
    }
    this.#children.set(node, children);
    return children;
  }

  /** What an alias stands for. Of an anchor that is set more than once, the last. */
  #resolved(index: number): number {
    const event = this.#events[index];
    if (event?.type !== EVENT_ID.ALIAS) return index;
    return this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd)) ?? index;
  }

  #next(index: number): number {
    return this.#after[index] ?? Number.POSITIVE_INFINITY;
  }

  #nameOf(index: number): string {
    const event = this.#events[this.#resolved(index)];
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, event) : "";
  }
}

const FIRST: Span = { offset: 0, length: 1 };

function nodeEnds(events: readonly Event[]): Int32Array {
  const after = new Int32Array(events.length);
  const open: number[] = [];
  for (const [index, event] of events.entries()) {
    if (event.type === EVENT_ID.POP) after[open.pop() ?? 0] = index + 1;
    else if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.ALIAS) after[index] = index + 1;
    else open.push(index);
  }
  return after;
}

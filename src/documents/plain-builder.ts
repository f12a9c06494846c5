import { EVENT_ID, type Event, getScalarValue } from "js-yaml";
import { type BuiltValues, setOwn } from "./built-values.ts";
import { offsetOf } from "./event-span.ts";
import { resolvePlainScalar } from "./plain-scalar.ts";

type ScalarEvent = Event & { type: typeof EVENT_ID.SCALAR };
type Mapping = Record<string, unknown>;

/** A collection whose end has not come. */
interface OpenNode {
  readonly mapping: Mapping | undefined;
  readonly list: unknown[] | undefined;
  readonly offsets: number[];
  /** Field of a mapping whose value comes next, and where it stands. */
  key: string | undefined;
  keyOffset: number | undefined;
}

/** A piece of the text that is a document by itself. */
interface Piece {
  readonly text: string;
  readonly start: number;
  /** True for entries of the field that came last. */
  readonly isBody: boolean;
}

const PLAIN_STYLE = 1;
const BLOCK_STYLE = 1;
const NO_OFFSETS: number[] = [];

/**
 * Builds values and places in one walk over the events of one document without anchors, aliases, tags and keys that
 * are no text: what nearly all files are. Everything else is left to the parser's own constructor, which allows more
 * and takes three times as long.
 */
export class PlainBuilder {
  #text: string;
  /** Where that text starts in the whole one. */
  #start = 0;
  readonly #starts = new Map<object, number>();
  readonly #entries = new Map<object, number[]>();
  readonly #open: OpenNode[] = [];
  #node: OpenNode = { mapping: undefined, list: undefined, offsets: NO_OFFSETS, key: undefined, keyOffset: undefined };
  #value: unknown;
  #documents = 0;
  #hasDuplicateKeys = false;
  /** The mapping that is the whole, and the collection of its last field while entries of that come by themselves. */
  #root: OpenNode | undefined;
  #body: OpenNode | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined where the events hold something that is not plain. */
  tryBuild(events: readonly Event[]): BuiltValues | undefined {
    for (const event of events) if (!this.#take(event)) return undefined;
    return this.toValues();
  }

  /** Takes the events of the next piece of the text. False where they hold something that is not plain. */
  tryAdd(events: readonly Event[], { text, start, isBody }: Piece): boolean {
    const [, collection] = events;
    this.#text = text;
    this.#start = start;
    this.#open.length = 0;
    this.#documents = 1;
    if (collection === undefined || !(isBody ? this.#enterBody(collection) : this.#enterRoot(collection))) return false;
    // Around the rest are the start and the end of the document and of its collection.
    for (let at = 2; at < events.length - 2; at++) if (!this.#take(events[at] as Event)) return false;
    return true;
  }

  /** What was built so far. */
  toValues(): BuiltValues {
    return {
      value: this.#value,
      starts: this.#starts,
      entries: this.#entries,
      hasDuplicateKeys: this.#hasDuplicateKeys,
      hasAliases: false,
      documents: this.#documents,
      secondDocument: undefined,
    };
  }

  #enterRoot(event: Event): boolean {
    if (event.type !== EVENT_ID.MAPPING || event.style !== BLOCK_STYLE) return false;
    if (this.#root === undefined) {
      if (!this.#take(event)) return false;
      this.#root = this.#node;
    }
    this.#node = this.#root;
    this.#body = undefined;
    return isBare(event);
  }

  #enterBody(event: Event): boolean {
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) return false;
    if (this.#body === undefined) {
      if (!this.#reopenLastField() || !this.#take(event)) return false;
      this.#body = this.#node;
    }
    this.#node = this.#body;
    return isBare(event) && event.style === BLOCK_STYLE && (this.#body.list === undefined) === isMapping(event);
  }

  /** The field that stands last has no value yet: it is the collection that comes. */
  #reopenLastField(): boolean {
    const key = this.#root?.mapping && Object.keys(this.#root.mapping).at(-1);
    if (this.#root?.mapping === undefined || key === undefined || this.#root.mapping[key] !== null) return false;
    Reflect.deleteProperty(this.#root.mapping, key);
    this.#root.key = key;
    this.#node = this.#root;
    return true;
  }

  /** Where an event stands in the whole text. */
  #offsetOf(event: Event): number | undefined {
    const offset = offsetOf(event);
    return offset === undefined ? undefined : offset + this.#start;
  }

  /** False for what is not plain. */
  #take(event: Event): boolean {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return isBare(event) && this.#scalar(event);
      case EVENT_ID.MAPPING:
        return isBare(event) && this.#mapping(event.start + this.#start);
      case EVENT_ID.SEQUENCE:
        return isBare(event) && this.#list(event.start + this.#start);
      case EVENT_ID.POP:
        this.#node = this.#open.pop() ?? this.#node;
        return true;
      case EVENT_ID.DOCUMENT:
        this.#documents++;
        this.#open.push(this.#node);
        return this.#documents === 1;
      default:
        return false;
    }
  }

  #scalar(event: ScalarEvent): boolean {
    const text = getScalarValue(this.#text, event);
    const value = event.style === PLAIN_STYLE ? resolvePlainScalar(text) : text;
    const node = this.#node;
    if (node.mapping !== undefined && node.key === undefined) {
      node.key = String(value);
      node.keyOffset = this.#offsetOf(event);
      return true;
    }
    if (node.list !== undefined) node.offsets.push(this.#offsetOf(event) ?? -1);
    return this.#put(value);
  }

  #mapping(start: number): boolean {
    const mapping: Mapping = {};
    const { list, offsets, keyOffset } = this.#node;
    if (list === undefined) this.#starts.set(mapping, keyOffset ?? start);
    else offsets.push(start);
    if (!this.#put(mapping)) return false;
    this.#enter({ mapping, list: undefined, offsets: NO_OFFSETS, key: undefined, keyOffset: undefined });
    return true;
  }

  #list(start: number): boolean {
    const list: unknown[] = [];
    if (this.#node.list !== undefined) this.#node.offsets.push(start);
    if (!this.#put(list)) return false;
    const offsets: number[] = [];
    this.#entries.set(list, offsets);
    this.#enter({ mapping: undefined, list, offsets, key: undefined, keyOffset: undefined });
    return true;
  }

  #enter(node: OpenNode): void {
    this.#open.push(this.#node);
    this.#node = node;
  }

  /** Puts a value where it belongs: false where that would be a key. */
  #put(value: unknown): boolean {
    const { mapping, list, key } = this.#node;
    if (list !== undefined) list.push(value);
    else if (mapping === undefined) this.#value = value;
    else if (key === undefined) return false;
    else {
      if (Object.hasOwn(mapping, key)) this.#hasDuplicateKeys = true;
      setOwn(mapping, key, value);
      this.#node.key = undefined;
    }
    return true;
  }
}

function isMapping({ type }: Event): boolean {
  return type === EVENT_ID.MAPPING;
}

/** True where the node has neither an anchor nor a tag. */
function isBare({ anchorStart, tagStart }: { readonly anchorStart: number; readonly tagStart: number }): boolean {
  return anchorStart < 0 && tagStart < 0;
}

import { EVENT_ID, type Event } from "js-yaml";
import { offsetOf } from "./event-span.ts";

/** Takes the events of a text in order, and keeps where fields whose values are mappings, and entries of lists, start. */
export class PlaceRecorder {
  readonly starts = new Map<object, number>();
  readonly entries = new Map<object, number[]>();
  hasAliases = false;
  documents = 0;
  secondDocument: number | undefined;
  readonly #mappings: readonly object[];
  readonly #lists: readonly object[];
  #nextMapping = 0;
  #nextList = 0;
  /** The open collections: the offsets of a list, or null for a mapping. */
  readonly #open: (number[] | null)[] = [];
  #parent: number[] | null = null;
  /** Offset of the scalar before, which is the key of a mapping that comes next. */
  #key: number | undefined;

  /** @param mappings and lists: the values of the text, each in the order of its event */
  constructor(mappings: readonly object[], lists: readonly object[]) {
    this.#mappings = mappings;
    this.#lists = lists;
  }

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        if (this.#parent === null) this.#key = offsetOf(event);
        else this.#parent.push(offsetOf(event) ?? -1);
        break;
      case EVENT_ID.ALIAS:
        this.hasAliases = true;
        this.#parent?.push(offsetOf(event) ?? -1);
        break;
      case EVENT_ID.MAPPING: {
        const mapping = this.#mappings[this.#nextMapping++];
        if (this.#parent !== null) this.#parent.push(event.start);
        else if (mapping !== undefined) this.starts.set(mapping, this.#key ?? event.start);
        this.#enter(null, event);
        break;
      }
      case EVENT_ID.SEQUENCE: {
        this.#parent?.push(event.start);
        const offsets: number[] = [];
        this.entries.set(this.#lists[this.#nextList++] ?? offsets, offsets);
        this.#enter(offsets, event);
        break;
      }
      case EVENT_ID.DOCUMENT:
        this.documents++;
        this.#enter(null, event);
        break;
      case EVENT_ID.POP:
        this.#open.pop();
        this.#parent = this.#open.at(-1) ?? null;
    }
  }

  #enter(offsets: number[] | null, event: Event): void {
    this.#open.push(offsets);
    this.#parent = offsets;
    this.#key = undefined;
    if (this.documents > 1) this.secondDocument ??= offsetOf(event);
  }
}

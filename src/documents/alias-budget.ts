import { EVENT_ID, type Event } from "js-yaml";
import { clipped } from "../diagnostics/clipped.ts";
import { printable } from "../diagnostics/printable.ts";

/** An alias that may not be followed. */
export interface AliasFault {
  readonly code: "too-many-aliases" | "aliases-too-large" | "recursive-alias" | "nested-too-deeply";
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** Aliases that one file may have. */
export const MOST_ALIASES = 10_000;
/** Values that aliases may repeat, all together. */
export const MOST_REPEATED = 1_000_000;
/** Levels that values may be nested, aliases written out. */
export const DEEPEST = 100;

interface Extent {
  /** Values in the node, with aliases written out. */
  readonly size: number;
  /** Levels of nesting in the node, with aliases written out. */
  readonly height: number;
}

interface Anchored {
  readonly anchorStart: number;
  readonly anchorEnd: number;
}

interface OpenNode {
  readonly anchor: string | undefined;
  size: number;
  height: number;
}

const SCALAR_EXTENT: Extent = { size: 1, height: 0 };

/**
 * Follows the aliases of a text by arithmetic alone and finds the first that is one too many, that repeats too much,
 * that contains itself or that nests too deeply. Time and memory are those of the text as it is written.
 */
export function tryFindAliasFault(events: readonly Event[], text: string): AliasFault | undefined {
  const ledger = new AliasLedger(text);
  for (const event of events) {
    const fault = ledger.take(event);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

class AliasLedger {
  readonly #text: string;
  readonly #anchors = new Map<string, Extent | "open">();
  readonly #open: OpenNode[] = [];
  #aliases = 0;
  #repeated = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(event: Event): AliasFault | undefined {
    switch (event.type) {
      case EVENT_ID.ALIAS:
        return this.#follow(event);
      case EVENT_ID.POP:
        this.#close();
        return undefined;
      case EVENT_ID.SCALAR: {
        const anchor = this.#nameOf(event);
        if (anchor !== undefined) this.#anchors.set(anchor, SCALAR_EXTENT);
        this.#grow(SCALAR_EXTENT);
        return undefined;
      }
      case EVENT_ID.DOCUMENT:
        return undefined;
      default: {
        const anchor = this.#nameOf(event);
        if (anchor !== undefined) this.#anchors.set(anchor, "open");
        this.#open.push({ anchor, size: 1, height: 1 });
        return undefined;
      }
    }
  }

  #nameOf({ anchorStart, anchorEnd }: Anchored): string | undefined {
    return anchorStart < 0 ? undefined : this.#text.slice(anchorStart, anchorEnd);
  }

  #grow(extent: Extent): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) return;
    parent.size += extent.size;
    parent.height = Math.max(parent.height, extent.height + 1);
  }

  #close(): void {
    const node = this.#open.pop();
    if (node === undefined) return;
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    this.#grow(node);
  }

  #follow(alias: Anchored): AliasFault | undefined {
    const name = this.#nameOf(alias) ?? "";
    const fault = (code: AliasFault["code"], message: string): AliasFault => {
      return { code, message, offset: alias.anchorStart - 1, length: name.length + 1 };
    };
    const shown = `the alias *${printable(clipped(name, 80))}`;
    const extent = this.#anchors.get(name);
    // An alias without an anchor is left to whoever builds the values.
    if (extent === undefined) return undefined;
    if (extent === "open") return fault("recursive-alias", `${shown} stands inside of what it repeats`);
    this.#aliases++;
    this.#repeated += extent.size;
    if (this.#aliases > MOST_ALIASES)
      return fault("too-many-aliases", `${shown} is one too many: a file may have ${MOST_ALIASES}`);
    if (this.#repeated > MOST_REPEATED)
      return fault(
        "aliases-too-large",
        `with ${shown}, aliases repeat more than ${MOST_REPEATED} values; write out what is meant`,
      );
    if (this.#open.length + extent.height > DEEPEST)
      return fault("nested-too-deeply", `with ${shown}, values are nested more than ${DEEPEST} levels deep`);
    this.#grow(extent);
    return undefined;
  }
}

import { EVENT_ID, type Event } from "js-yaml";

/** Where an event's node starts in the text, quotes included; undefined for what takes no room. */
export function offsetOf(event: Event): number | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      if (event.valueStart < 0) return undefined;
      return isQuoted(event.style) ? event.valueStart - 1 : event.valueStart;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    default:
      return undefined;
  }
}

/** How far the node reaches; for collections, one column. */
export function lengthOf(event: Event): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorEnd - event.anchorStart + 1;
  if (event.type !== EVENT_ID.SCALAR) return 1;
  return event.valueEnd - event.valueStart + (isQuoted(event.style) ? 2 : 0);
}

function isQuoted(style: number): boolean {
  return style === 2 || style === 3;
}

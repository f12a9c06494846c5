import { CORE_SCHEMA, constructFromEvents, defineMappingTag, defineSequenceTag, type Event } from "js-yaml";
import { type BuiltValues, setOwn } from "./built-values.ts";
import { PlaceRecorder } from "./place-recorder.ts";
import { PlainBuilder } from "./plain-builder.ts";

/** Builds the values of the first document. */
export function buildValues(events: Event[], text: string): BuiltValues {
  return new PlainBuilder(text).tryBuild(events) ?? buildWithTags(events, text);
}

/**
 * {@link buildValues} for whatever YAML allows, by the parser's own constructor. Every mapping and list is created in
 * the order in which its event comes, so that its place is found without walking values and events side by side.
 */
export function buildWithTags(events: Event[], text: string): BuiltValues {
  const mappings: object[] = [];
  const lists: unknown[][] = [];
  let hasDuplicateKeys = false;
  const mapping = defineMappingTag<Record<string, unknown>>("tag:yaml.org,2002:map", {
    create: () => remembered(mappings, {}),
    addPair: (carrier, key, value) => {
      if (key !== null && typeof key === "object") return "a key must be plain text, not a list or a mapping";
      const name = String(key);
      if (Object.hasOwn(carrier, name)) hasDuplicateKeys = true;
      setOwn(carrier, name, value);
      return "";
    },
    has: (carrier, key) => Object.hasOwn(carrier, String(key)),
    keys: (carrier) => Object.keys(carrier),
    get: (carrier, key) => carrier[String(key)],
    identify: () => false,
  });
  const list = defineSequenceTag<unknown[]>("tag:yaml.org,2002:seq", {
    create: () => remembered(lists, []),
    addItem: (carrier, item) => {
      carrier.push(item);
    },
    identify: () => false,
  });
  const schema = CORE_SCHEMA.withTags(mapping, list);
  const [value] = constructFromEvents(events, { source: text, schema, json: true });
  const recorder = new PlaceRecorder(mappings, lists);
  for (const event of events) recorder.take(event);
  const { starts, entries, hasAliases, documents, secondDocument } = recorder;
  return { value, starts, entries, hasDuplicateKeys, hasAliases, documents, secondDocument };
}

function remembered<Value extends object>(created: object[], value: Value): Value {
  created.push(value);
  return value;
}

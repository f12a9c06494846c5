import type { Field, FieldLabel, FieldType, MessageTable, Method } from "../../src/terraform/protocol/message-table.ts";

type Declared = { -readonly [Key in keyof MessageTable]: MessageTable[Key] } & {
  messages: Record<string, Field[]>;
  enums: Record<string, string[]>;
  methods: Method[];
};

const SCALARS: Readonly<Record<string, FieldType>> = {
  string: "string",
  bytes: "bytes",
  bool: "bool",
  int32: "int64",
  int64: "int64",
};

const RPC = /^rpc (\w+)\((\w+)\) returns \((stream )?(\w+)\);$/;
const FIELD = /^(optional |repeated )?(map<string, (\w+)>|\w+) (\w+) = (\d+);$/;
const VALUE = /^([A-Z_]+) = (\d+);$/;
const OPENING = /^(service|message|enum|oneof) (\w+) \{(\})?$/;

/**
 * Reads the part of the protocol buffer language that provider.proto is written in: one statement a line, messages
 * side by side. Throws at the first line that is anything else.
 */
export function parseProto(text: string): MessageTable {
  const lines = text.split("\n").map((line) => line.replace(/\/\/.*|^(syntax|package) .*/, "").trim());
  const declared: Declared = { messages: {}, enums: {}, methods: [] };
  const enums = new Set(lines.flatMap((line) => /^enum (\w+)/.exec(line)?.[1] ?? []));
  const open: OpenBlock[] = [];
  for (const [index, line] of lines.entries())
    if (line !== "" && !statement(declared, open, line, enums))
      throw new Error(`line ${index + 1} is not understood: ${line}`);
  assertComplete(declared);
  return declared;
}

interface OpenBlock {
  readonly kind: string;
  readonly name: string;
}

/** False where it is none, or does not belong here. */
function statement(declared: Declared, open: OpenBlock[], line: string, enums: ReadonlySet<string>): boolean {
  const [, kind, name = "", closed] = OPENING.exec(line) ?? [];
  if (kind !== undefined) {
    begin(declared, kind, name);
    if (closed === undefined) open.push({ kind, name });
    return true;
  }
  const inner = open.at(-1);
  if (inner === undefined) return false;
  return line === "}" ? open.pop() !== undefined : add(declared, inner, messageOf(open), line, enums);
}

function begin(declared: Declared, kind: string, name: string): void {
  if (kind === "message") declared.messages[name] = [];
  if (kind === "enum") declared.enums[name] = [];
}

function messageOf(open: readonly OpenBlock[]): string {
  return open.findLast(({ kind }) => kind === "message")?.name ?? "";
}

/** False where the line does not belong into such a block. */
function add(declared: Declared, inner: OpenBlock, message: string, line: string, enums: ReadonlySet<string>): boolean {
  if (inner.kind === "service") return addMethod(declared, line);
  if (inner.kind === "enum") return addValue(declared.enums[inner.name] ?? [], inner.name, line);
  return addField(declared.messages[message] ?? [], line, inner.kind === "oneof", enums);
}

function addMethod(declared: Declared, line: string): boolean {
  const [, name, request, stream, response] = RPC.exec(line) ?? [];
  if (name === undefined || request === undefined || response === undefined) return false;
  declared.methods.push({ name, request, response, streams: stream !== undefined });
  return true;
}

/** `DEFERRED_REASON_ABSENT_PREREQ` of `DeferredReason` becomes `absent-prereq`. */
function addValue(values: string[], name: string, line: string): boolean {
  const [, value, number] = VALUE.exec(line) ?? [];
  const prefix = `${name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()}_`;
  if (value === undefined || Number(number) !== values.length || !value.startsWith(prefix)) return false;
  values.push(value.slice(prefix.length).toLowerCase().replaceAll("_", "-"));
  return true;
}

function addField(fields: Field[], line: string, alternative: boolean, enums: ReadonlySet<string>): boolean {
  const [, modifier, written, mapped, name, number] = FIELD.exec(line) ?? [];
  if (written === undefined || name === undefined) return false;
  const type = typeOf(mapped ?? written, enums);
  const label = labelOf(type, modifier?.trim(), mapped !== undefined, alternative);
  // Nothing in this protocol repeats a scalar, which would need the packed form.
  if (label === "repeated" && !isMessage(type)) return false;
  fields.push([Number(number), camelCase(name), type, label]);
  return true;
}

function typeOf(written: string, enums: ReadonlySet<string>): FieldType {
  return SCALARS[written] ?? (enums.has(written) ? { enum: written } : { message: written });
}

function isMessage(type: FieldType): boolean {
  return typeof type === "object" && "message" in type;
}

function labelOf(type: FieldType, modifier: string | undefined, map: boolean, alternative: boolean): FieldLabel {
  if (map) return "map";
  if (modifier === "repeated") return "repeated";
  return modifier === "optional" || alternative || isMessage(type) ? "optional" : "plain";
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

function assertComplete({ messages, methods }: MessageTable): void {
  const named = [
    ...methods.flatMap(({ request, response }) => [request, response]),
    ...Object.values(messages).flatMap((fields) =>
      fields.flatMap(([, , type]) => (typeof type === "object" && "message" in type ? [type.message] : [])),
    ),
  ];
  const missing = named.filter((name) => messages[name] === undefined);
  if (missing.length > 0) throw new Error(`no message is named ${missing.join(", ")}`);
}

import { readFile } from "node:fs/promises";
import type { GeneratedFile } from "../generate.ts";
import { parseProto } from "./parse-proto.ts";
import { BANNER, fromRoot } from "./paths.ts";

/** The plugin protocol's messages as a table, so that a plugin that starts parses nothing. */
export async function wireTable(): Promise<GeneratedFile[]> {
  const table = parseProto(await readFile(fromRoot("src/terraform/protocol/provider.proto"), "utf8"));
  const text = [
    BANNER.trim(),
    'import type { MessageTable } from "../message-table.ts";',
    "",
    `export const WIRE_TABLE: MessageTable = ${JSON.stringify(table)};`,
    "",
  ].join("\n");
  return [{ path: fromRoot("src/terraform/protocol/generated/wire-table.ts"), text }];
}

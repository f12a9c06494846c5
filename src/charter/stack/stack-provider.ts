import type { Path } from "../../documents/path.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import { listOf, type StackBlock } from "./stack-block.ts";

/** A configuration of our provider that resources use. */
export interface StackProvider {
  readonly path: Path;
  readonly fields: Fields;
}

/** The configurations of our provider that the resources of a stack use, each once; all of them where there is none. */
export function usedProviders(stack: Fields, blocks: readonly StackBlock[]): StackProvider[] {
  const all = listOf(fieldsOf(stack.provider).charter).map(([index, fields]) => ({
    path: ["provider", "charter", ...index],
    fields,
  }));
  const used = new Set(blocks.map(({ fields }) => aliasOf(fields.provider)));
  return blocks.length === 0
    ? all
    : all.filter(({ fields }) => used.has(typeof fields.alias === "string" ? fields.alias : ""));
}

/** `charter.acme` and `${charter.acme}` mean the configuration with the alias `acme`; `charter` the one without. */
function aliasOf(provider: unknown): string {
  if (typeof provider !== "string") return "";
  return /^(?:\$\{)?charter\.([\w-]+)\}?$/.exec(provider)?.[1] ?? "";
}

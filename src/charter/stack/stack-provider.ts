import type { Path } from "../../documents/path.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import { listOf, type StackBlock } from "./stack-block.ts";

/** A configuration of our provider. */
export interface StackProvider {
  /** Empty for the default one. */
  readonly alias: string;
  readonly path: Path;
  readonly fields: Fields;
}

/** The configurations of our provider that the resources of a stack use, each once; all of them where there is none. */
export function usedProviders(stack: Fields, blocks: readonly StackBlock[]): StackProvider[] {
  const all = providersOf(stack);
  const used = new Set(blocks.map(providerAlias));
  return blocks.length === 0 ? all : all.filter(({ alias }) => used.has(alias));
}

function providersOf(stack: Fields): StackProvider[] {
  return listOf(fieldsOf(stack.provider).charter).map(([index, fields]) => ({
    alias: typeof fields.alias === "string" ? fields.alias : "",
    path: ["provider", "charter", ...index],
    fields,
  }));
}

/**
 * The alias of the configuration by which a resource is managed: `charter.acme` and `${charter.acme}` mean `acme`, and
 * `charter`, as nothing at all, the empty one. Undefined for what is none of our provider.
 */
export function providerAlias({ fields: { provider } }: StackBlock): string | undefined {
  if (provider === undefined || provider === null) return "";
  if (typeof provider !== "string") return undefined;
  const [whole, alias = ""] = /^(?:\$\{)?charter(?:\.([\w-]+))?\}?$/.exec(provider) ?? [];
  return whole === undefined ? undefined : alias;
}

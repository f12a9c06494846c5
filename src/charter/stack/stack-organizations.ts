import { readFileSync } from "node:fs";
import { fieldsOf } from "../fields.ts";
import { charterBlocks } from "./stack-block.ts";
import { usedProviders } from "./stack-provider.ts";
import { StackValues } from "./stack-values.ts";

/** Keys of the organizations to which the resources of a synthesized stack belong, in the order of its providers. */
export function stackOrganizations(path: string): string[] {
  const stack = fieldsOf(tryReadJson(path));
  const blocks = charterBlocks(stack);
  const values = new StackValues(blocks, () => undefined);
  const keys = usedProviders(stack, blocks).map(({ fields }) => values.text([], fields.organization));
  return [...new Set(keys.filter((key) => key !== undefined))];
}

/** Undefined for what cannot be read as JSON; why is said where it is read as a stack. */
export function tryReadJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

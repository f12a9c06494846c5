import type { Path } from "../../documents/path.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import { listOf, type StackBlock } from "./stack-block.ts";
import type { Report } from "./stack-values.ts";

/** Arguments of every resource that multiply it, or that do more than declare it. */
const META = ["count", "for_each", "dynamic", "provisioner", "connection"] as const;

/** What of `lifecycle` changes what is declared. The rest is about how Terraform gets there. */
const LIFECYCLE = ["ignore_changes", "precondition", "postcondition"] as const;

/** Reports the blocks and arguments that only Terraform could carry out. */
export function checkBlocks(stack: Fields, blocks: readonly StackBlock[], report: Report): void {
  for (const name of Object.keys(fieldsOf(stack.module))) report(["module", name], `the module ${name}`);
  for (const { type, name, path, fields } of blocks) {
    for (const argument of META)
      if (isGiven(fields[argument])) report([...path, argument], `${argument} of ${type}.${name}`);
    for (const [index, lifecycle] of listOf(fields.lifecycle))
      checkLifecycle([...path, "lifecycle", ...index], lifecycle, report);
  }
}

function checkLifecycle(path: Path, lifecycle: Fields, report: Report): void {
  for (const argument of LIFECYCLE)
    if (isGiven(lifecycle[argument])) report([...path, argument], `lifecycle.${argument}`);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

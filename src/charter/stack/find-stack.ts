import { basename, join } from "node:path";
import { fieldsOf } from "../fields.ts";
import { tryReadJson } from "./stack-organizations.ts";

const STACK = "cdk.tf.json";
const MANIFEST = "manifest.json";

/**
 * The synthesized stacks of a path: a file of Terraform in JSON, the folder of a stack, or the output of an app, of
 * which the stacks without memberships are left out. Undefined where the path is nothing of the kind.
 *
 * @param names what is in the folder; undefined for a file
 */
export function findStacks(path: string, names: readonly string[] | undefined): readonly string[] | undefined {
  if (names === undefined) return basename(path).endsWith(".tf.json") ? [path] : undefined;
  if (names.includes(STACK)) return [join(path, STACK)];
  const stacks = names.includes(MANIFEST) ? stacksOf(tryReadJson(join(path, MANIFEST))) : undefined;
  if (stacks === undefined) return undefined;
  const files = stacks.map((stack) => join(path, stack));
  const ours = files.filter((file) => declaresMembership(tryReadJson(file)));
  return ours.length === 0 ? files : ours;
}

function stacksOf(manifest: unknown): readonly string[] | undefined {
  const { stacks } = fieldsOf(manifest);
  if (stacks === undefined) return undefined;
  const paths = Object.values(fieldsOf(stacks)).map((stack) => fieldsOf(stack).synthesizedStackPath);
  return paths.filter((path) => typeof path === "string").sort();
}

function declaresMembership(stack: unknown): boolean {
  return Object.keys(fieldsOf(fieldsOf(stack).resource)).some((type) => type.startsWith("charter_"));
}

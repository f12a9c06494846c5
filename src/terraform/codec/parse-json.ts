import { isDeeperThan } from "../../diagnostics/json-depth.ts";
import { ValueFault } from "./value-fault.ts";

type Reviver = (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** Values of ours nest five levels, and what walks over them calls itself. */
const DEEPEST = 200;

/** A text of JSON, each value of it as `revive` makes it. Throws {@link ValueFault} for what is none. */
export function parseJson(text: string, revive?: Reviver): unknown {
  if (isDeeperThan(text, DEEPEST)) throw new ValueFault(`the JSON is nested more than ${DEEPEST} levels deep`);
  try {
    return JSON.parse(text, revive as ((key: string, value: unknown) => unknown) | undefined);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ValueFault(`this is not JSON: ${error.message}`);
  }
}

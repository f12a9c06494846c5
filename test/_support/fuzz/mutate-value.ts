import type { Dice } from "./dice.ts";
import { hostileKey, hostileNumber, hostileText, hostileValue } from "./hostile-values.ts";

/** A value of JSON inside of another: where it hangs, and how it is called there. */
interface Spot {
  readonly parent: Record<string, unknown> | unknown[];
  readonly key: string;
}

const MOST_SPOTS = 5_000;

/** A copy of the value of JSON with a few things in it wrong. */
export function mutateValue(value: unknown, dice: Dice, most = 6): unknown {
  const root = { value: structuredClone(value) };
  for (let left = dice.few(most); left > 0; left--) {
    const spots = spotsIn(root);
    if (spots.length === 0) break;
    disturb(dice.pick(spots), spots, dice);
  }
  return root.value;
}

/** JSON of a value, or of another that nests as deeply where it nests too deeply to be written. */
export function jsonOf(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, undefined, indent) ?? "";
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `${'{"changes":['.repeat(10_000)}${"]}".repeat(10_000)}`;
  }
}

/** Sets a field of this very object, also one that is called `__proto__`. */
export function setField(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function spotsIn(root: { readonly value: unknown }): Spot[] {
  const spots: Spot[] = [];
  const open: object[] = [root];
  for (let parent = open.pop(); parent !== undefined && spots.length < MOST_SPOTS; parent = open.pop()) {
    for (const key of Object.keys(parent)) {
      spots.push({ parent: parent as Spot["parent"], key });
      const child = valueAt({ parent: parent as Spot["parent"], key });
      if (typeof child === "object" && child !== null) open.push(child);
    }
  }
  return spots;
}

/** What nests too deeply to be copied becomes a text. */
function copyOf(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return "deep";
  }
}

function valueAt({ parent, key }: Spot): unknown {
  return (parent as Record<string, unknown>)[key];
}

function put({ parent, key }: Spot, value: unknown): void {
  setField(parent, key, value);
}

function disturb(spot: Spot, spots: readonly Spot[], dice: Dice): void {
  const value = valueAt(spot);
  switch (dice.below(9)) {
    case 0:
      return put(spot, hostileValue(dice));
    case 1:
      return remove(spot);
    case 2:
      return rename(spot, dice.once(2) ? hostileKey(dice) : dice.pick(spots).key);
    case 3:
      return put(spot, copyOf(valueAt(dice.pick(spots))));
    case 4:
      return swap(spot, dice.pick(spots));
    case 5:
      return put(
        spot,
        dice.pick<unknown>([[value], { value }, typeof value === "number" ? String(value) : "1", null, [value, value]]),
      );
    case 6:
      return repeat(spot, dice);
    default:
      return put(spot, tweaked(value, dice));
  }
}

function remove({ parent, key }: Spot): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

function rename(spot: Spot, name: string): void {
  const value = valueAt(spot);
  if (Array.isArray(spot.parent)) return put(spot, { [name]: value });
  remove(spot);
  setField(spot.parent, name, value);
}

function swap(left: Spot, right: Spot): void {
  const value = copyOf(valueAt(left));
  put(left, copyOf(valueAt(right)));
  put(right, value);
}

/** A list with an entry of it twice, or an object with a field more. */
function repeat(spot: Spot, dice: Dice): void {
  const value = valueAt(spot);
  if (Array.isArray(value)) value.splice(dice.below(value.length + 1), 0, copyOf(value[0] ?? null));
  else if (typeof value === "object" && value !== null) setField(value, hostileKey(dice), hostileValue(dice));
  else put(spot, hostileValue(dice));
}

function tweaked(value: unknown, dice: Dice): unknown {
  if (typeof value === "number") return dice.pick([value + 1, value - 1, -value, value + 0.5, hostileNumber(dice)]);
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return hostileValue(dice);
  const at = dice.below(value.length + 1);
  switch (dice.below(4)) {
    case 0:
      return value.slice(0, at);
    case 1:
      return value.slice(0, at) + hostileText(dice) + value.slice(at);
    case 2:
      return value.toUpperCase();
    default:
      return value + value;
  }
}

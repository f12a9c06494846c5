import { quoted } from "../../diagnostics/printable.ts";
import type { Path } from "../../documents/path.ts";
import type { CharterCheck } from "../charter-check.ts";
import { isDay } from "../day.ts";

/** `until` is a day that there is. */
export function checkDay(check: CharterCheck, path: Path, until: string | undefined): void {
  if (until === undefined || isDay(until)) return;
  check.error("invalid-date", [...path, "until"], `there is no day ${quoted(until)}; give the last day as YYYY-MM-DD`);
}

import { printable } from "../../diagnostics/printable.ts";
import type { WorkerEntry, WorkerLog } from "../../fleet/worker-log.ts";
import type { LogFormat } from "../serve-log.ts";
import type { Terminal } from "../terminal.ts";

/** The log of a worker on standard error: one line an entry; `none` leaves warnings alone, as text. */
export function fleetLog(terminal: Terminal, format: LogFormat, worker: string): WorkerLog {
  return (entry) => {
    if (format === "none" && entry.level === "info") return;
    const line =
      format === "json" ? JSON.stringify({ time: terminal.now(), worker, ...entry }) : textOf(terminal, entry);
    terminal.err(`${line}\n`);
  };
}

/** `2026-11-22T10:00:00.000Z info organization acme applied 2 of 2 changes done attempt=1 ms=120` */
function textOf(
  terminal: Terminal,
  { level, event, organization, outcome, summary, detail, ...rest }: WorkerEntry,
): string {
  const words = [terminal.now(), level, event, organization, outcome, summary].filter((word) => word !== undefined);
  const pairs = Object.entries(rest).map(([name, value]) => `${name}=${value}`);
  const head = printable([...words, ...pairs].join(" "));
  const lines = (detail ?? "").split("\n").filter((line) => line !== "");
  return [head, ...lines.map((line) => `  ${printable(line)}`)].join("\n");
}

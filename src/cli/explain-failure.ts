import { printable } from "../diagnostics/printable.ts";
import type { Terminal } from "./terminal.ts";

/** Errors that say enough by themselves: what is wrong and what to do. Anything else is a bug and shows its stack. */
const EXPLAINED = new Set(["UsageError", "RefusedError", "ApiError", "JournalError", "CodeHostError", "FleetError"]);

/** What to print for an error that ended a command. */
export function explainFailure(error: unknown, terminal: Terminal): string {
  if (!(error instanceof Error)) return `error: ${String(error)}\n`;
  const missing = missingPackage(error);
  if (missing !== undefined)
    return `error: this needs the package ${missing.name}, which is not installed: npm install ${missing.together}\n`;
  const known = EXPLAINED.has(error.name) || isSystemError(error);
  const lines = [`error: ${error.message.split("\n").map(printable).join("\n")}`];
  if (!known) lines.push("", "this is a bug in charter; please report it with the lines below", error.stack ?? "");
  else if (terminal.environment.CHARTER_DEBUG === "1") lines.push(error.stack ?? "");
  return `${lines.join("\n")}\n`;
}

/** Whoever only plans need not install what the API runs on, the Terraform provider, or the queue of a fleet. */
const OPTIONAL_PACKAGES = ["better-sqlite3 fastify kysely", "@grpc/grpc-js @msgpack/msgpack", "pg-boss"];

function missingPackage(error: Error): { readonly name: string; readonly together: string } | undefined {
  if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const name = /^Cannot find package '([^']+)'/.exec(error.message)?.[1] ?? "";
  const together = OPTIONAL_PACKAGES.find((packages) => packages.split(" ").includes(name));
  return together === undefined ? undefined : { name, together };
}

function isSystemError(error: Error): boolean {
  return "syscall" in error && "code" in error;
}

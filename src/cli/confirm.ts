import type { Plan } from "../plan/plan.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Asks whether to go on, where somebody is there to be asked. */
export async function confirmed(terminal: Terminal, { organization, api }: Plan): Promise<boolean> {
  if (!terminal.interactive) throw new UsageError("nobody is here to be asked: pass --yes to apply this plan");
  const answer = await terminal.ask(`Apply to ${organization} at ${api}? Only "yes" does. `);
  if (answer.trim() === "yes") return true;
  terminal.err("nothing was written\n");
  return false;
}

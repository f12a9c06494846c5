import type { Log, LogLevel } from "../protocol/provider-server.ts";

const LEVELS: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error"];

/**
 * A log of JSON lines that Terraform takes over into its own. Lines below the level that the environment asks for are
 * not written: `TF_LOG_PROVIDER` before `TF_LOG`, warnings and errors where neither is set.
 */
export function pluginLog(
  environment: Readonly<Record<string, string | undefined>>,
  write: (line: string) => void,
  now: () => Date = () => new Date(),
): Log {
  const least = leastLevel(environment.TF_LOG_PROVIDER || environment.TF_LOG);
  return (level, message, fields = {}) => {
    if (LEVELS.indexOf(level) < least) return;
    // Exactly six digits of a second, or Terraform takes the line for plain text.
    const timestamp = now().toISOString().replace("Z", "000Z");
    const line = { "@level": level, "@message": message, "@module": "charter", "@timestamp": timestamp, ...fields };
    write(`${JSON.stringify(line)}\n`);
  };
}

function leastLevel(asked: string | undefined): number {
  const wanted = asked?.toLowerCase();
  if (wanted === "off") return LEVELS.length;
  if (wanted === "json") return 0;
  if (wanted === undefined || wanted === "") return LEVELS.indexOf("warn");
  // An unknown level makes Terraform log everything.
  return Math.max(0, LEVELS.indexOf(wanted as LogLevel));
}

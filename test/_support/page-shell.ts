import { spawn } from "node:child_process";
import { type ChildSurroundings, type Ended, observed, type RunningCommand } from "./child-command.ts";
import { type ServerProcess, SOURCE, untilListening } from "./server-process.ts";

/** `charter` is the command from its sources; a server takes a free port and the shell's place, so that it can be stopped. */
const CHARTER = `
charter() {
  case "$1 $2" in
    "serve --"*) shift; exec "${process.execPath}" "${SOURCE}" serve --port 0 --json --log none "$@" ;;
    *) "${process.execPath}" "${SOURCE}" "$@" ;;
  esac
}
`;

/** Runs the commands of a page, as they stand there, to their end. */
export async function runPage(commands: string, surroundings: ChildSurroundings): Promise<Ended> {
  return await start(commands, surroundings).ended;
}

/** Runs the commands of a page whose last one is a server. */
export function serveByPage(commands: string, surroundings: ChildSurroundings): Promise<ServerProcess> {
  return untilListening(start(commands, surroundings));
}

function start(commands: string, { cwd, environment = {} }: ChildSurroundings): RunningCommand {
  const child = spawn("bash", ["-e", "-c", `${CHARTER}${commands}`], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return observed(child);
}

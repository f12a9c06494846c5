import { on, once } from "node:events";
import { chmod, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { command } from "../command.ts";

/**
 * The command, once in this process for all of a shell's calls: starting it anew takes ten times as long as what it does.
 * Writes a program that passes its arguments, folder and environment on, and ends with what it is told.
 */
export async function serveCommand(program: string): Promise<void> {
  const server = createServer((socket) => void answer(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  await writeFile(program, client(portOf(server)));
  await chmod(program, 0o755);
}

function client(port: number): string {
  return `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${port}
{ printf '%s\\0' "$#" "$@" "$PWD"; env -0; printf '%s\\0' "$0"; } >&3
while read -r stream length <&3; do
  case $stream in
    out) read -rN "$length" text <&3; printf '%s' "$text" ;;
    err) read -rN "$length" text <&3; printf '%s' "$text" >&2 ;;
    end) exit "$length" ;;
  esac
done
exit 1
`;
}

async function answer(socket: Socket): Promise<void> {
  socket.setEncoding("utf8");
  const gone = new AbortController();
  socket.on("close", () => gone.abort());
  socket.on("error", () => gone.abort());
  const [count = "", ...rest] = await records(socket);
  const argv = rest.slice(0, Number(count));
  const [cwd = "", ...variables] = rest.slice(Number(count), -1);
  const environment = Object.fromEntries(
    variables.map((each) => [each.split("=")[0] ?? "", each.slice(each.indexOf("=") + 1)]),
  );
  const { code } = await command(argv, {
    cwd,
    environment,
    signal: gone.signal,
    onOut: (text) => void socket.write(frame("out", text)),
    onErr: (text) => void socket.write(frame("err", text)),
  });
  socket.end(`end ${code}\n`);
}

/** What the client sends: everything ends with a zero byte, and the last record is the program's own path. */
async function records(socket: Socket): Promise<string[]> {
  let text = "";
  for await (const [chunk] of socketData(socket)) {
    text += chunk;
    if (/\0[^\0=]*\/charter\0$/.test(text)) break;
  }
  return text.split("\0").slice(0, -1);
}

function socketData(socket: Socket): AsyncIterable<[string]> {
  return on(socket, "data", { close: ["close"] }) as AsyncIterable<[string]>;
}

/** Lengths are of characters, as the shell counts them. */
function frame(stream: "out" | "err", text: string): string {
  return text === "" ? "" : `${stream} ${[...text].length}\n${text}`;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

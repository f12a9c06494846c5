import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A connection on which a test writes HTTP by hand, as slowly as it likes. */
export interface RawConnection {
  write(text: string): void;
  /** Resolves once this has been received; throws where the connection ends before. */
  until(seen: RegExp): Promise<string>;
  /** Resolves with everything that was received, once the other side has ended the connection. */
  readonly ended: Promise<string>;
  destroy(): void;
}

export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  let text = "";
  const ended = new Promise<string>((resolve) => socket.once("close", () => resolve(text)));
  socket.on("error", () => undefined);
  socket.on("data", (chunk) => {
    text += chunk.toString();
  });
  const until = async (seen: RegExp) => {
    while (!seen.test(text)) {
      if (socket.closed) throw new Error(`ended with ${JSON.stringify(text)}`);
      await Promise.race([once(socket, "data").catch(() => undefined), ended]);
    }
    return text;
  };
  return { write: (part) => void socket.write(part), until, ended, destroy: () => void socket.destroy() };
}

/** A request in two parts: after the first it is under way, and the second makes it whole. */
export function halves(method: string, path: string, token: string, body: object): readonly [string, string] {
  const text = JSON.stringify(body);
  const head = [
    `${method} ${path} HTTP/1.1`,
    "host: api.example",
    `authorization: Bearer ${token}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  return [`${head.join("\r\n")}\r\n\r\n${text.slice(0, 1)}`, text.slice(1)];
}

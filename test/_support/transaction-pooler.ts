import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export interface PoolerOptions {
  /** Connections to the database, however many clients there are. */
  readonly connections: number;
  /** Settings that a client may ask for when it connects, and does not get. Any other setting is refused. */
  readonly ignored: readonly string[];
}

/** What every pooler knows of its clients; the rest is a session's state. */
const KNOWN = ["user", "database", "client_encoding", "application_name"];

/** A part of the conversation: its kind and its whole text. */
interface Message {
  readonly kind: string;
  readonly bytes: Buffer;
}

/**
 * A pooler in front of a PostgreSQL on a socket, which gives a connection out for one transaction: the next one of the
 * same client runs on another connection. This is what PgBouncer calls transaction pooling, and a Supavisor or a
 * proxy of a cloud does. Gives the URL by which to connect to it.
 */
export async function startPooler(database: string, { connections, ignored }: PoolerOptions): Promise<string> {
  const url = new URL(database);
  const name = url.pathname.slice(1);
  const backends = new Backends(join(url.searchParams.get("host") ?? "", ".s.PGSQL.5432"), name, connections);
  const server = createServer((client) => void new Client(client, backends, ignored)).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    backends.close();
  });
  await once(server, "listening");
  return `postgres://charter@127.0.0.1:${(server.address() as AddressInfo).port}/${name}`;
}

class Backends {
  readonly #path: string;
  readonly #database: string;
  readonly #free: Socket[] = [];
  readonly #waiting: ((socket: Socket) => void)[] = [];
  readonly #all: Socket[] = [];
  #left: number;

  constructor(path: string, database: string, connections: number) {
    this.#path = path;
    this.#database = database;
    this.#left = connections;
  }

  /** The one that has been free for longest, which is seldom the one of the same client before. */
  async take(): Promise<Socket> {
    if (this.#left > 0) {
      this.#left--;
      return await this.#open();
    }
    return this.#free.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(socket: Socket): void {
    socket.removeAllListeners("data");
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(socket);
    else next(socket);
  }

  close(): void {
    for (const socket of this.#all) socket.destroy();
  }

  async #open(): Promise<Socket> {
    const socket = connect(this.#path);
    this.#all.push(socket);
    socket.on("error", () => undefined);
    await once(socket, "connect");
    const text = `user\0charter\0database\0${this.#database}\0client_encoding\0UTF8\0\0`;
    socket.write(withLength(Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from(text)])));
    const read = messageReader();
    for (;;) {
      const [chunk] = (await once(socket, "data")) as [Buffer];
      if (read(chunk).some(({ kind }) => kind === "Z")) return socket;
    }
  }
}

class Client {
  readonly #socket: Socket;
  readonly #backends: Backends;
  readonly #ignored: readonly string[];
  readonly #read = messageReader();
  #started = false;
  #backend: Promise<Socket> | undefined;

  constructor(socket: Socket, backends: Backends, ignored: readonly string[]) {
    this.#socket = socket;
    this.#backends = backends;
    this.#ignored = ignored;
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => (this.#started ? void this.#forward(chunk) : this.#start(chunk)));
  }

  #start(chunk: Buffer): void {
    const fields = chunk.subarray(8).toString().split("\0");
    const refused = fields.find(
      (field, at) => at % 2 === 0 && field !== "" && ![...KNOWN, ...this.#ignored].includes(field),
    );
    if (refused !== undefined) {
      this.#socket.end(message("E", `SFATAL\0C08P01\0Munsupported startup parameter: ${refused}\0\0`));
      return;
    }
    this.#started = true;
    this.#socket.write(
      Buffer.concat([message("R", "\0\0\0\0"), message("S", "client_encoding\0UTF8\0"), message("Z", "I")]),
    );
  }

  /** With the first word of a transaction comes a connection, and goes once the database says that it has ended. */
  async #forward(chunk: Buffer): Promise<void> {
    if (chunk[0] === "X".charCodeAt(0)) return;
    this.#backend ??= this.#lend();
    (await this.#backend).write(chunk);
  }

  async #lend(): Promise<Socket> {
    const backend = await this.#backends.take();
    backend.on("data", (chunk) => {
      this.#socket.write(chunk);
      const idle = this.#read(chunk).some(({ kind, bytes }) => kind === "Z" && bytes.at(-1) === "I".charCodeAt(0));
      if (!idle) return;
      this.#backend = undefined;
      this.#backends.give(backend);
    });
    return backend;
  }
}

function message(kind: string, text: string): Buffer {
  return Buffer.concat([Buffer.from(kind), withLength(Buffer.from(text))]);
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length + 4);
  return Buffer.concat([length, bytes]);
}

/** Puts messages together from chunks that end anywhere. */
function messageReader(): (chunk: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: Message[] = [];
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const end = rest.readUInt32BE(1) + 1;
      messages.push({ kind: String.fromCharCode(rest[0] ?? 0), bytes: rest.subarray(0, end) });
      rest = rest.subarray(end);
    }
    return messages;
  };
}

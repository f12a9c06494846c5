import type { ServerUnaryCall, ServerWritableStream, ServiceDefinition, sendUnaryData } from "@grpc/grpc-js";
import { WIRE_TABLE } from "../protocol/generated/wire-table.ts";
import { MessageCodec } from "../protocol/message-codec.ts";
import type { Method } from "../protocol/message-table.ts";
import type { Log, ProviderServer } from "../protocol/provider-server.ts";
import { faultResponse } from "./fault-response.ts";
import { bytesMethod } from "./grpc.ts";
import type { InFlight } from "./in-flight.ts";
import type { Session, Sessions } from "./sessions.ts";

type Message = Readonly<Record<string, unknown>>;
type Call = (request: Message) => Promise<Message> | AsyncIterable<Message>;

/** What the answering of calls needs beside the provider. */
export interface Answering {
  readonly sessions: Sessions;
  readonly log: Log;
  readonly inFlight: InFlight;
}

const SERVICE = "tfplugin6.Provider";
const CODEC = new MessageCodec(WIRE_TABLE);

export const PROVIDER_SERVICE: ServiceDefinition = Object.fromEntries(
  WIRE_TABLE.methods.map(({ name, streams }) => [name, bytesMethod(SERVICE, name, streams)]),
);

/** The calls of Terraform, decoded, answered by the provider, encoded. None of them ever fails as a call. */
export function answerCalls(answering: Answering) {
  return Object.fromEntries(
    WIRE_TABLE.methods.map((method) => [
      method.name,
      method.streams ? streaming(answering, method) : unary(answering, method),
    ]),
  );
}

function unary(answering: Answering, method: Method) {
  return ({ request }: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>): void => {
    void answer(answering, method, request).then((response) => reply(null, response));
  };
}

async function answer(answering: Answering, method: Method, bytes: Buffer): Promise<Buffer> {
  const { inFlight, log, sessions } = answering;
  const started = performance.now();
  let request: Message | undefined;
  try {
    const decoded = CODEC.decode(method.request, bytes);
    request = decoded;
    const stopping = method.name === "StopProvider";
    // Whoever is in flight learns of it before the provider is told.
    if (stopping) sessions.stop();
    const session = sessions.current(!stopping && inFlight.size === 0);
    const response = await inFlight.run(async () => await (callOf(session, method)(decoded) as Promise<Message>));
    const encoded = CODEC.encode(method.response, response);
    log("debug", `answered ${method.name}`, { ...about(request), milliseconds: since(started) });
    return encoded;
  } catch (error) {
    return explained(answering, method, request, error);
  }
}

function streaming(answering: Answering, method: Method) {
  return (call: ServerWritableStream<Buffer, Buffer>): void => {
    void pour(answering, method, call).finally(() => call.end());
  };
}

async function pour(answering: Answering, method: Method, call: ServerWritableStream<Buffer, Buffer>): Promise<void> {
  const { inFlight, sessions } = answering;
  let request: Message | undefined;
  try {
    const decoded = CODEC.decode(method.request, call.request);
    request = decoded;
    const session = sessions.current(inFlight.size === 0);
    await inFlight.run(async () => {
      for await (const event of callOf(session, method)(decoded) as AsyncIterable<Message>) {
        if (call.cancelled) return;
        if (!call.write(CODEC.encode(method.response, event))) await drained(call);
      }
    });
  } catch (error) {
    call.write(explained(answering, method, request, error));
  }
}

/** A reader that has gone away drains nothing. */
async function drained(call: ServerWritableStream<Buffer, Buffer>): Promise<void> {
  await new Promise<void>((resolve) => {
    call.once("drain", resolve);
    call.once("cancelled", resolve);
  });
}

function explained({ log, sessions }: Answering, method: Method, request: Message | undefined, error: unknown): Buffer {
  const stopped = sessions.stopped;
  const stack = error instanceof Error ? error.stack : String(error);
  log(stopped ? "info" : "error", `${method.name} failed`, { ...about(request), stack });
  return CODEC.encode(method.response, faultResponse({ method, request, error, stopped }));
}

function callOf({ provider }: Session, method: Method): Call {
  const key = `${method.name.charAt(0).toLowerCase()}${method.name.slice(1)}` as keyof ProviderServer;
  // What comes in is what the table makes of the bytes; a test holds the table to the shapes.
  return (provider[key] as unknown as Call).bind(provider);
}

function about(request: Message | undefined): Message {
  return typeof request?.typeName === "string" ? { type: request.typeName } : {};
}

function since(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10;
}

import type { Server, ServerUnaryCall, ServerWritableStream, sendUnaryData } from "@grpc/grpc-js";
import { bytesMethod } from "./grpc.ts";

const EMPTY = Buffer.alloc(0);
/** HealthCheckResponse with field 1, the status, set to 1, SERVING. */
const SERVING = Buffer.from([0x08, 0x01]);

/**
 * The services by which Terraform looks after the process itself: its health, its end, and streams for output, on
 * which nothing is ever sent because the log goes over standard error.
 */
export function addProcessServices(server: Server, shutdown: () => void): void {
  server.addService({ Check: bytesMethod("grpc.health.v1.Health", "Check") }, { Check: always(SERVING) });
  server.addService(
    { Shutdown: bytesMethod("plugin.GRPCController", "Shutdown") },
    {
      Shutdown: (_call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) => {
        reply(null, EMPTY);
        shutdown();
      },
    },
  );
  server.addService(
    { StreamStdio: bytesMethod("plugin.GRPCStdio", "StreamStdio", true) },
    { StreamStdio: (_call: ServerWritableStream<Buffer, Buffer>) => undefined },
  );
}

function always(answer: Buffer) {
  return (_call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) => reply(null, answer);
}

import type * as Library from "@grpc/grpc-js";

export type Grpc = typeof Library;

/** Loads the gRPC library; it is an optional package, and only a plugin needs it. */
export async function loadGrpc(): Promise<Grpc> {
  const loaded = await import("@grpc/grpc-js");
  // A bundle that splits may hand a CommonJS module over as nothing but its default export.
  return "Server" in loaded ? loaded : (loaded as { default: Grpc }).default;
}

/** A call of a service whose messages stay bytes: whoever answers it decodes, where a failure can be explained. */
export function bytesMethod(service: string, name: string, responseStream = false) {
  return {
    path: `/${service}/${name}`,
    requestStream: false,
    responseStream,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  };
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

import type { Capabilities } from "../membership/capabilities.ts";
import { HTTP_CAPABILITIES } from "./capabilities.ts";
import { HttpMembershipReader } from "./http-membership-reader.ts";
import { HttpMembershipWriter } from "./http-membership-writer.ts";
import type { MembershipReader, MembershipWriter } from "./ports.ts";
import { Transport, type TransportOptions } from "./transport.ts";

export interface ConnectOptions extends TransportOptions {
  /** Key of the organization. */
  readonly organization: string;
  /** What the API can't do, where it is not Charter's own. */
  readonly capabilities?: Partial<Capabilities>;
  /** Entries asked for at once, where listings are paged through; at most 1000. */
  readonly pageSize?: number;
}

/** An organization behind an API. Reader and writer share one pool of connections. */
export interface Connection {
  readonly reader: MembershipReader;
  readonly writer: MembershipWriter;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Connects to an organization; nothing is sent before the first question. Throws ApiError for what is no address. */
export function connect(options: ConnectOptions): Connection {
  const { organization, pageSize = 1000 } = options;
  const transport = new Transport(options);
  const capabilities: Capabilities = { ...HTTP_CAPABILITIES, ...options.capabilities };
  const path = `/v1/organizations/${encodeURIComponent(organization)}`;
  return {
    reader: new HttpMembershipReader(transport, { organization, path, capabilities, pageSize }),
    writer: new HttpMembershipWriter(transport, path, capabilities),
    close: () => transport.close(),
  };
}

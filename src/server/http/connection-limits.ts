/** How patient the server is with connections. */
export interface ConnectionLimits {
  /** Until the headers of a request are there. */
  readonly headersSeconds: number;
  /** Until the whole request is there. */
  readonly requestSeconds: number;
  /** Without a byte in either direction; longer than the longest wait for the database. */
  readonly idleSeconds: number;
  /** Between two requests of one connection; longer than load balancers keep theirs. */
  readonly keepAliveSeconds: number;
  /** Open at once; one more is closed before it is read. */
  readonly most: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  headersSeconds: 10,
  requestSeconds: 30,
  idleSeconds: 120,
  keepAliveSeconds: 72,
  most: 2_000,
};

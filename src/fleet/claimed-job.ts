/** One organization that this worker has in hand. */
export interface ClaimedJob {
  readonly id: string;
  readonly organization: string;
  /** 0 at the first attempt. */
  readonly retryCount: number;
  /** Without a sign of life for so long, it is somebody else's. */
  readonly heartbeatSeconds: number;
}

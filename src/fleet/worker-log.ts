/** One line of a worker's log. Holds no token, no password and nothing that was read from an API but counts. */
export interface WorkerEntry {
  readonly level: "info" | "warn" | "error";
  /** `started`, `round`, `charters`, `organization`, `given-back`, `lost`, `queue`, `stopping`, `stopped` */
  readonly event: string;
  readonly organization?: string;
  readonly outcome?: string;
  readonly summary?: string;
  readonly detail?: string;
  readonly attempt?: number;
  readonly changes?: number;
  readonly digest?: string;
  readonly ms?: number;
  readonly organizations?: number;
  readonly error?: string;
  readonly url?: string;
  readonly mode?: string;
}

export type WorkerLog = (entry: WorkerEntry) => void;

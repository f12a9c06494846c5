import autocannon, { type Client, type Request } from "autocannon";

/** What is asked of a server, over and over, by so many connections at once. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** The requests of one connection, by its number; each has its own, so that no two write the same thing. */
  readonly requestsOf: (connection: number) => readonly Request[];
}

export interface Loaded {
  /** Requests answered a second. */
  readonly perSecond: number;
  /** Milliseconds within which 99 of 100 were answered. */
  readonly p99: number;
}

/** @throws where any answer is no success */
export async function loadOf({ url, connections, seconds, requestsOf }: Load): Promise<Loaded> {
  let connection = 0;
  const setupClient = (client: Client) => client.setRequests([...requestsOf(connection++)]);
  const result = await autocannon({ url, connections, duration: seconds, setupClient });
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0) throw new Error(`${non2xx} answers of ${url} are no success, ${errors} are none`);
  return { perSecond: result["2xx"] / result.duration, p99: result.latency.p99 };
}

/** The better of two: least of several runs, for both numbers. */
export function better(left: Loaded | undefined, right: Loaded): Loaded {
  if (left === undefined) return right;
  return { perSecond: Math.max(left.perSecond, right.perSecond), p99: Math.min(left.p99, right.p99) };
}

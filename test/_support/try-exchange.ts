import { ApiError } from "../../src/api/api-error.ts";
import { readJson } from "../../src/api/read-body.ts";
import { type ApiRequest, Transport, type TransportOptions } from "../../src/api/transport.ts";
import { PatientClock } from "./patient-clock.ts";

/** How an exchange ended, and how long it waited in between. */
export interface Tried {
  readonly value?: unknown;
  readonly error?: ApiError;
  readonly waits: readonly number[];
}

const TOKEN = "chr_a-very-secret-token";

/** One exchange of JSON through a transport of its own. No error may hold the token. */
export async function tryExchange(request: ApiRequest, options: TransportOptions): Promise<Tried> {
  const clock = new PatientClock();
  const transport = new Transport({ token: TOKEN, clock, ...options });
  try {
    return { value: await transport.exchange(request, readJson), waits: clock.waits };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (JSON.stringify([error.message, error.stack, String(error.cause)]).includes(TOKEN))
      throw new Error("an error holds the token");
    return { error, waits: clock.waits };
  } finally {
    await transport.close();
  }
}

import { InFlight } from "../../../src/terraform/plugin/in-flight.ts";
import { answerCalls } from "../../../src/terraform/plugin/provider-service.ts";
import { Sessions } from "../../../src/terraform/plugin/sessions.ts";
import { makeCharterProvider } from "../../../src/terraform/provider/charter-provider.ts";
import { PatientClock } from "../patient-clock.ts";
import { CODEC, type SampleCall } from "./sample-requests.ts";

/** A decoded answer. */
export type Answer = Readonly<Record<string, unknown>>;

/** The calls of a process of the provider that waits for nothing. */
export function pluginInProcess() {
  const make = (host: Parameters<typeof makeCharterProvider>[0]) =>
    makeCharterProvider(host, { attention: 1, patience: 1, clock: new PatientClock() });
  const log = () => undefined;
  const sessions = new Sessions(make, { version: "0.0.0-test", environment: {}, log });
  return answerCalls({ sessions, log, inFlight: new InFlight() });
}

/** Every answer to a call, decoded: one, or as many as its stream has. */
export async function askPlugin(
  calls: ReturnType<typeof pluginInProcess>,
  { method, bytes }: SampleCall,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const take = (answer: Buffer) => answers.push(CODEC.decode(method.response, answer));
  await new Promise<void>((resolve, reject) => {
    const reply = (error: unknown, answer: Buffer) => {
      take(answer);
      if (error === null) resolve();
      else reject(error);
    };
    const stream = { request: bytes, cancelled: false, write: (answer: Buffer) => take(answer) > 0, end: resolve };
    const call = calls[method.name] as unknown as (call: unknown, reply: unknown) => void;
    call(method.streams ? stream : { request: bytes }, reply);
  });
  return answers;
}

import { tryFindOperation } from "./api-document.ts";
import { contractFaults, schemaFaults, type WireAnswer } from "./contract-faults.ts";

/** What was asked, as far as the file speaks of it. */
export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly target: string;
  /** As it was sent. */
  readonly body: string | undefined;
}

/**
 * Both directions of the contract: the answer is as the file declares it, and nothing is done that the file does not
 * describe. A path that leads nowhere is not the file's matter, an internal error the test's own.
 *
 * @throws where the server breaks the contract
 */
export function holdToContract({ method, target, body }: Asked, answer: WireAnswer): void {
  const operation = tryFindOperation(method, target.split("?")[0] ?? "");
  if (operation === undefined || answer.status === 500) return;
  const faults = contractFaults(operation, answer);
  if (operation.body !== undefined && answer.status < 400) {
    faults.push(
      ...schemaFaults(operation.body, JSON.parse(body ?? "null")).map((fault) => `done with a body: ${fault}`),
    );
  }
  if (faults.length > 0) throw new Error(`${operation.id} breaks the contract:\n${faults.join("\n")}\n${answer.text}`);
}

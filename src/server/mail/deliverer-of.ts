import { join } from "node:path";
import type { Store } from "../store/store.ts";
import { builtInTemplates } from "./built-in-templates.ts";
import { LetterDeliverer } from "./letter-deliverer.ts";
import type { LetterEvent } from "./letter-event.ts";
import { LetterMetrics } from "./letter-metrics.ts";
import type { LetterTemplates } from "./letter-template.ts";
import type { MailAddress } from "./mail-address.ts";
import { folderOutbox } from "./outbox.ts";
import { type SmtpServer, smtpPostbox } from "./smtp-postbox.ts";

/** How letters are written and where they go. */
export interface MailOptions {
  /** Default: files in the folder `outbox` of the data folder. */
  readonly smtp?: SmtpServer;
  /** Default: `charter@localhost`. */
  readonly from?: MailAddress;
  /** Default: the built-in ones. */
  readonly templates?: LetterTemplates;
  /** Told of every letter that left, or did not. */
  readonly onLetter?: (event: LetterEvent) => void;
}

/** What a server gives its deliverer. */
export interface DelivererSurroundings {
  readonly data: string;
  readonly store: Store;
  readonly now: () => Date;
  readonly report: (error: unknown) => void;
}

const NOBODY: MailAddress = { name: undefined, address: "charter@localhost" };

/**
 * A deliverer that has not started yet, and its metrics.
 *
 * @throws {MailUnusable} where SMTP is asked for and its package is missing
 * @throws where the outbox cannot be made
 */
export async function delivererOf(
  { smtp, from = NOBODY, templates = builtInTemplates(), onLetter = () => undefined }: MailOptions,
  { data, store, now, report }: DelivererSurroundings,
): Promise<{ deliverer: LetterDeliverer; metrics: LetterMetrics }> {
  const postbox = smtp === undefined ? folderOutbox(join(data, "outbox")) : await smtpPostbox(smtp);
  const metrics = new LetterMetrics(now);
  const letterhead = { from, templates };
  return { deliverer: new LetterDeliverer({ store, postbox, letterhead, now, metrics, onLetter, report }), metrics };
}

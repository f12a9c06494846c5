import type { Answer, Done, Problem } from "../http/answer.ts";
import { problem, unauthenticated } from "../http/answer.ts";
import type { OperationId, WireRequest } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import type { Verdict } from "../store/dialect.ts";
import { claimKey, keepAnswer, type OnceOnly } from "../store/idempotency.ts";
import { type Principal, tryAuthenticate } from "../store/principal.ts";
import type { Db } from "../store/tables.ts";

/** What a transaction has to work with. */
export interface Transacting {
  readonly db: Db;
  readonly now: Date;
  /** What to do once the transaction is committed. */
  readonly afterwards: (() => void)[];
}

/** Who asks, and what only they know. */
export interface Asker<Who extends { readonly id: string }> {
  readonly principal: Who;
  readonly secret: string;
}

/**
 * One write: one transaction, committed only where it ends well. A request that carries an idempotency key is
 * carried out once and answered the same again.
 */
export async function transact<Who extends { readonly id: string }>(
  means: Means,
  request: WireRequest<OperationId>,
  identify: (db: Db, now: string) => Promise<Asker<Who> | Problem>,
  job: (transacting: Transacting, principal: Who) => Promise<Done | Problem>,
): Promise<Answer> {
  const afterwards: (() => void)[] = [];
  const now = means.now();
  const answer = await means.store.write(async (db): Promise<Verdict<Done | Problem>> => {
    afterwards.length = 0;
    const asker = await identify(db, now.toISOString());
    if ("kind" in asker) return { commit: false, value: asker };
    const once = onceOnly(request, asker);
    const earlier = once && (await recalled(db, once, now));
    if (earlier !== undefined) return { commit: false, value: earlier };
    const value = await job({ db, now, afterwards }, asker.principal);
    if (once !== undefined && value.kind === "done") await keepAnswer(db, once, JSON.stringify(value));
    return { commit: value.kind === "done", value };
  });
  if (answer.kind === "done") for (const act of afterwards) act();
  return answer;
}

/** {@link transact} for whoever the bearer token belongs to. */
export async function transactAs(
  means: Means,
  request: WireRequest<OperationId>,
  job: (transacting: Transacting, principal: Principal) => Promise<Done | Problem>,
): Promise<Answer> {
  const secret = request.credential ?? "";
  return transact(
    means,
    request,
    async (db, now) => {
      const principal = await tryAuthenticate(db, secret, now);
      if (principal === undefined) return unauthenticated();
      request.trace.token = principal.id;
      return { principal, secret };
    },
    job,
  );
}

function onceOnly(
  request: WireRequest<OperationId>,
  { principal, secret }: Asker<{ readonly id: string }>,
): OnceOnly | undefined {
  const { idempotencyKey: key, fingerprint } = request;
  return key === undefined ? undefined : { principal: principal.id, key, fingerprint, secret };
}

async function recalled(db: Db, once: OnceOnly, now: Date): Promise<Done | Problem | undefined> {
  const kept = await claimKey(db, once, now);
  if (kept === undefined) return undefined;
  if (!kept.sameRequest) {
    return problem(422, "idempotency-key-reused", "this idempotency key was used for another request");
  }
  return { ...(JSON.parse(kept.answer) as Done), replayed: true };
}

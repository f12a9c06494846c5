import { isDeepStrictEqual } from "node:util";
import type { Identity, MembershipReader } from "../api/ports.ts";
import { findExpiringAccess } from "../charter/find-expiring-access.ts";
import { loadCharter, loadCharterInTurns } from "../charter/load-charter.ts";
import type { LoadedCharter } from "../charter/loaded-charter.ts";
import { resolveCharter } from "../charter/resolve-charter.ts";
import { validateCharter } from "../charter/validate-charter.ts";
import type { Declaration } from "../membership/declaration.ts";
import type { ExpiringAccess } from "../membership/expiring-access.ts";
import type { Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";
import type { Actor } from "../membership/standing.ts";
import type { Approvals } from "../plan/approvals.ts";
import { GUARD_CODES, type GuardCode } from "../plan/guard-code.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { tryFindBuiltIn } from "../role-models/built-in.ts";
import { unknownWord } from "./choice.ts";
import { type Connection, openConnection } from "./connection.ts";
import { findApprovals, withoutInactive } from "./find-approvals.ts";
import { reportFindings } from "./findings-output.ts";
import { type LiveSide, readLive, tryReadAhead } from "./read-ahead.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import type { PlanOptions } from "./verbs/plan-command.ts";

/** A plan with what it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly model: RoleModel;
  readonly reading: Reading;
  /** What the charter wants only for some days more, as many as were asked for. */
  readonly expiring: readonly ExpiringAccess[];
}

/** A plan with the connection that it was made over, which the caller closes. */
export interface Prepared extends Planned {
  readonly connection: Connection;
}

/** What a plan is made for: nobody has to approve what is only looked at. */
export type Purpose = "apply" | "drift";

interface Planning {
  readonly loaded: LoadedCharter;
  readonly named: RoleModel | undefined;
  readonly allowed: readonly GuardCode[];
  readonly purpose: Purpose;
  /** Days ahead for which what expires is looked for. */
  readonly days: number;
  readonly approvals: Promise<Approvals | undefined>;
  /** What is long in coming is under way while the charter is resolved. */
  readonly live: LiveSide;
}

/** Loads, validates, reads and plans. Undefined where the charter has errors, which are printed. */
export async function preparePlan(
  terminal: Terminal,
  paths: readonly string[],
  options: PlanOptions,
  purpose: Purpose = "apply",
): Promise<Prepared | undefined> {
  const allowed = guardCodes(options.allow);
  const ahead = await tryReadAhead(terminal, paths, options);
  let connection = ahead?.connection;
  let isHandedOn = false;
  try {
    const loaded = await (ahead === undefined ? loadCharter : loadCharterInTurns)(paths, { cwd: terminal.cwd });
    const named = loaded.document?.roleModel === undefined ? undefined : tryFindBuiltIn(loaded.document.roleModel);
    const findings = [...loaded.findings, ...validateCharter(loaded, named)];
    if (await reportFindings(terminal, findings, loaded.sources)) return undefined;
    const { organization = "" } = loaded.document ?? {};
    if (connection === undefined || ahead?.organization !== organization) {
      await connection?.close();
      connection = await openConnection(terminal, options, organization);
    }
    const live = connection === ahead?.connection ? ahead.live : readLive(connection);
    const approvals = findApprovals(terminal, options, loaded);
    approvals.catch(() => undefined);
    const days = options.expiring ?? 0;
    const planning: Planning = { loaded, named, allowed, purpose, approvals, days, live };
    const planned = await planOver(terminal, connection.reader, planning);
    isHandedOn = planned !== undefined;
    return planned && { ...planned, connection };
  } finally {
    if (!isHandedOn) await connection?.close();
  }
}

async function planOver(
  terminal: Terminal,
  reader: MembershipReader,
  { loaded, named, allowed, purpose, approvals, days, live: asked }: Planning,
): Promise<Planned | undefined> {
  const [model, identity] = await Promise.all([asked.model, asked.identity]);
  // What was checked by the built-in model of that name is checked again where the API runs another one. A charter that
  // is written for another name is no charter for these rules: the plan refuses it in one sentence.
  const meant = named === undefined || (named.key === model.key && !isDeepStrictEqual(named, model));
  const findings = meant ? validateCharter(loaded, model) : [];
  if (await reportFindings(terminal, findings, loaded.sources)) return undefined;
  const declaration = resolveCharter(loaded, model, { today: terminal.today() });
  const [approved, live] = await Promise.all([approvals, asked.reading]);
  const plan = makePlan({
    model,
    declaration: purpose === "drift" ? withoutApprovals(declaration) : declaration,
    reading: live,
    actor: actorOf(identity),
    api: reader.target,
    capabilities: reader.capabilities,
    allowed,
    ...(approved === undefined ? {} : { approvals: withoutInactive(terminal, approved, live.organization) }),
  });
  return { plan, model, reading: live, expiring: findExpiringAccess(loaded, { today: terminal.today(), days }) };
}

function withoutApprovals(declaration: Declaration): Declaration {
  return { ...declaration, guards: { ...declaration.guards, approvals: undefined } };
}

/** The one who acts through a token, under its ceiling. */
export function actorOf({ email, ceiling }: Identity): Actor {
  return ceiling === undefined ? { email } : { email, ceiling };
}

function guardCodes(codes: readonly string[] = []): GuardCode[] {
  return codes.map((code) => {
    const known = GUARD_CODES.find((guard) => guard === code);
    if (known === undefined)
      throw new UsageError(`there is no guard ${JSON.stringify(code)}. ${unknownWord(code, GUARD_CODES)}`);
    return known;
  });
}

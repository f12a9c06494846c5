import type { Kysely } from "kysely";
import { emailKey } from "../../membership/email.ts";
import type { TextType } from "./dialect.ts";
import type { Db } from "./tables.ts";

/** What became of invitations that are over, also of those that were over before: history has them. */
export async function endedInvitationsTable(db: Kysely<unknown>, text: TextType): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("ended_invitations")
    .addColumn("organization", text, (column) => column.notNull().references("organizations.id").onDelete("cascade"))
    .addColumn("invitation", text, (column) => column.notNull())
    .addColumn("email_key", text, (column) => column.notNull())
    .addColumn("email", text, (column) => column.notNull())
    .addColumn("ending", text, (column) => column.notNull())
    .addColumn("ended_at", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("ended_invitations_key", ["organization", "invitation"])
    .execute();
  await schema.createIndex("ended_invitations_by_id").on("ended_invitations").columns(["invitation"]).execute();
  const tables = db as Db;
  for (const { id } of await tables.selectFrom("organizations").select("id").execute()) await takeOver(tables, id);
}

/** Events that are read at once. */
const CHUNK = 1_000;

async function takeOver(db: Db, organization: string): Promise<void> {
  let last = { version: 0, seq: 0 };
  for (;;) {
    const events = await endings(db, organization, last);
    const rows = events.flatMap((event) => endedBy(organization, event));
    if (rows.length > 0) {
      await db
        .insertInto("ended_invitations")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    if (events.length < CHUNK) return;
    last = events.at(-1) ?? last;
  }
}

type Ending = Awaited<ReturnType<typeof endings>>[number];

function endings(db: Db, organization: string, { version, seq }: { readonly version: number; readonly seq: number }) {
  return db
    .selectFrom("audit_events")
    .select(["version", "seq", "at", "kind", "before"])
    .where("organization", "=", organization)
    .where("kind", "in", ["accept-invitation", "cancel-invitation"])
    .where(({ eb, refTuple, tuple }) => eb(refTuple("version", "seq"), ">", tuple(version, seq)))
    .orderBy("version")
    .orderBy("seq")
    .limit(CHUNK)
    .execute();
}

function endedBy(organization: string, { at, kind, before }: Ending) {
  const { id, email } = JSON.parse(before ?? "{}") as { readonly id?: string; readonly email?: string };
  if (id === undefined || email === undefined) return [];
  const ending = kind === "accept-invitation" ? ("accepted" as const) : ("cancelled" as const);
  return [{ organization, invitation: id, email_key: emailKey(email), email, ending, ended_at: at }];
}

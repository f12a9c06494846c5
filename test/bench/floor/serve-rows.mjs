import { createServer } from "node:http";
import { join } from "node:path";

// The least that a member's request can cost: bare HTTP, one indexed row, and for a write one transaction that changes
// it and appends to the history. Nobody is asked who they are, and nothing is judged.
const [, , engine, place] = process.argv;
const COLUMNS = "email, role, attributes, overrides, changed";
const rows = engine === "SQLite" ? await sqliteRows() : await postgresRows();
let version = 1_000_000;

const server = createServer(async (request, response) => {
  try {
    const email = decodeURIComponent(request.url.slice(request.url.lastIndexOf("/") + 1));
    if (request.method === "PATCH") {
      let text = "";
      for await (const chunk of request) text += chunk;
      await rows.write(email, JSON.stringify(JSON.parse(text).attributes), ++version);
    }
    const row = await rows.read(email);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(row));
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    response.statusCode = 500;
    response.end();
  }
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })}\n`);
});

function eventOf(organization, email, attributes, number) {
  const at = "2026-11-22T10:00:00.000Z";
  return [
    organization,
    number,
    0,
    at,
    "root@acme.example",
    "update-attributes",
    `members/${email}`,
    null,
    attributes,
    "floor",
    null,
  ];
}

async function sqliteRows() {
  const { default: Sqlite } = await import("better-sqlite3");
  const database = new Sqlite(join(place, "charter.db"));
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  const organization = database.prepare("select id from organizations").pluck().get();
  const read = database.prepare(`select ${COLUMNS} from members where organization = ? and email_key = ?`);
  const update = database.prepare(
    "update members set attributes = ?, changed = ? where organization = ? and email_key = ?",
  );
  const append = database.prepare("insert into audit_events values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const write = database.transaction((email, attributes, number) => {
    update.run(attributes, number, organization, email);
    append.run(...eventOf(organization, email, attributes, number));
  });
  return { read: (email) => read.get(organization, email), write };
}

async function postgresRows() {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({ connectionString: place, max: 10 });
  const organization = (await pool.query("select id from organizations")).rows[0].id;
  const select = `select ${COLUMNS} from members where organization = $1 and email_key = $2`;
  return {
    read: async (email) => (await pool.query(select, [organization, email])).rows[0],
    async write(email, attributes, number) {
      const client = await pool.connect();
      try {
        await client.query("begin");
        const values = [attributes, number, organization, email];
        await client.query(
          "update members set attributes = $1, changed = $2 where organization = $3 and email_key = $4",
          values,
        );
        const event = eventOf(organization, email, attributes, number);
        await client.query(`insert into audit_events values (${event.map((_value, at) => `$${at + 1}`)})`, event);
        await client.query("commit");
      } finally {
        client.release();
      }
    },
  };
}

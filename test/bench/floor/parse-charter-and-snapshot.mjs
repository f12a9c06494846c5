import { readFileSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { CORE_SCHEMA, constructFromEvents, parseEvents } from "js-yaml";
import { request } from "undici";

// The least that `plan` can cost: besides the charter, the snapshot is fetched and its lines parsed, to no purpose.
const [, , file, api] = process.argv;
const source = readFileSync(file, "utf8");
const [charter] = constructFromEvents(parseEvents(source, { maxDepth: 100 }), { source, schema: CORE_SCHEMA });
const answer = await request(`${api}/v1/organizations/${charter.organization}/snapshot`, {
  headers: { authorization: `Bearer ${process.env.CHARTER_TOKEN}` },
});
if (answer.statusCode !== 200) throw new Error(`the snapshot was answered with ${answer.statusCode}`);
const decoder = new StringDecoder("utf8");
let rest = "";
for await (const chunk of answer.body) {
  const lines = (rest + decoder.write(chunk)).split("\n");
  rest = lines.pop();
  for (const line of lines) JSON.parse(line);
}

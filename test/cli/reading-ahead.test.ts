import { expect, it } from "vitest";
import { tryReadAhead } from "../../src/cli/read-ahead.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { gateway, problem } from "../_support/gateway.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const HEAD =
  "charter: v1\norganization: acme\nroleModel: standard\nmembers:\n  - { email: ada@acme.example, role: owner }\n";
const NEW = "  - { email: grace@acme.example, role: admin }\n";

/** Groups that make a charter so big that it takes time to parse. */
function big(head: string): string {
  const groups = Array.from(
    { length: 5000 },
    (_, index) => `  team-${index}:\n    # nobody else\n    - ada@acme.example\n`,
  );
  return `${head}groups:\n${groups.join("")}${"# so that it is big\n".repeat(5000)}`;
}

/** The API with somebody before it who writes down what is asked. */
async function watched(place: Workplace): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const url = await gateway(place.url, ({ method, path }) => {
    asked.push(`${method} ${path}`);
    return "pass";
  });
  return { url, asked };
}

it("a big charter plans what a small one plans, and asks for everything once", async () => {
  const place = await openWorkplace();
  const { url, asked } = await watched(place);
  await place.write("charter.yaml", HEAD + NEW);
  const small = await place.charter("plan", "--json", "--api", url);
  expect(small.code, small.err).toBe(0);
  const questions = asked.splice(0).sort();
  await place.write("charter.yaml", big(HEAD + NEW));
  const { code, out } = await place.charter("plan", "--json", "--api", url);
  expect([code, out]).toEqual([0, small.out]);
  expect(asked.sort()).toEqual(questions);
  await place.expectExit(0, "apply", "--yes");
  expect((await place.expectExit(0, "plan")).out).toContain("No changes");
});

it("a big faulty charter says what a small one says, of which the API hears nothing", async () => {
  const place = await openWorkplace();
  const { url, asked } = await watched(place);
  await place.write("charter.yaml", `${HEAD}tires: pro\n`);
  const small = await place.charter("plan", "--api", url);
  expect([small.code, asked]).toEqual([1, []]);
  await place.write("charter.yaml", big(`${HEAD}tires: pro\n`));
  const { code, err } = await place.charter("plan", "--api", url);
  expect([code, err]).toEqual([1, small.err]);
});

it("what is wrong with a big charter is said first, whatever the API says or does not say", async () => {
  const place = await openWorkplace();
  await place.write("charter.yaml", big(`${HEAD}tires: pro\n`));
  const refusing = await gateway(place.url, () => problem(401, "unauthenticated", "who is that"));
  const nowhere = ["--api", "http://127.0.0.1:1", "--retries", "0"];
  for (const argv of [["--api", refusing], nowhere, ["--api", "http://"], ["--token-file", "none"]]) {
    const { code, err } = await place.charter("plan", ...argv);
    expect(code).toBe(1);
    expect(err).toContain('did you mean "tier"?');
    expect(err).not.toContain("could not");
  }
});

it("only a big charter is read ahead for, and only from an API of another process", async () => {
  const place = await openWorkplace();
  const environment = { CHARTER_TOKEN: place.token };
  const { signal } = new AbortController();
  const terminal = { cwd: place.folder, environment, signal } as unknown as Terminal;
  await place.write("charter.yaml", HEAD);
  expect(await tryReadAhead(terminal, [], { api: place.url })).toBeUndefined();
  await place.write("charter.yaml", big(HEAD));
  expect(await tryReadAhead(terminal, [], { api: "embedded:other" })).toBeUndefined();
  expect(await tryReadAhead(terminal, ["charter.yaml", "nothing.yaml"], {})).toBeUndefined();
  const ahead = await tryReadAhead(terminal, ["charter.yaml", "nothing.yaml"], { api: place.url });
  expect([...((await ahead?.live.reading)?.organization.members.keys() ?? [])]).toEqual(["ada@acme.example"]);
  await ahead?.connection.close();
});

it("a big charter of an API that refuses ends as a small one does", async () => {
  const place = await openWorkplace();
  const refusing = await gateway(place.url, () => problem(401, "unauthenticated", "who is that"));
  await place.write("charter.yaml", HEAD + NEW);
  const small = await place.charter("plan", "--api", refusing);
  await place.write("charter.yaml", big(HEAD + NEW));
  expect(await place.charter("plan", "--api", refusing)).toEqual(small);
  expect(small.code).toBe(1);
});

it("a beginning that only looks as if it named the organization is not believed", async () => {
  const place = await openWorkplace();
  const { url, asked } = await watched(place);
  const members = "members: [{ email: ada@acme.example, role: owner }]";
  const charter = `{ charter: v1, title: "\norganization: beta\n", organization: acme, ${members} }`;
  await place.write("charter.yaml", `${charter}\n${"# so that it is big\n".repeat(20_000)}`);
  const { code, err } = await place.charter("plan", "--api", url);
  expect([code, err]).toEqual([0, ""]);
  expect(asked).toContain("GET /v1/organizations/acme/snapshot");
});

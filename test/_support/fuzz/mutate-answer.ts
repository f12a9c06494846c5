import type { Dice } from "./dice.ts";
import { hostileText } from "./hostile-values.ts";
import { mutateText } from "./mutate-text.ts";
import { jsonOf, mutateValue } from "./mutate-value.ts";
import type { Recorded } from "./recorded-api.ts";

/** An answer as it comes over the line. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Iterable<Buffer>;
}

const STATUSES = [
  200, 201, 202, 204, 206, 301, 304, 307, 400, 401, 403, 404, 405, 408, 409, 410, 412, 413, 418, 422, 425, 429, 500,
  501, 502, 503, 504, 599,
];
const TYPES = [
  "text/html",
  "text/plain; charset=utf-16",
  "application/json",
  "application/problem+json",
  "application/x-ndjson",
  "",
  "application/jsonx",
  "image/png",
  "application/json; charset=\u00ff",
];
const WAITS = [
  "0",
  "1",
  "-1",
  "1e9",
  "99999999999999999999",
  "NaN",
  "Infinity",
  "",
  "soon",
  "Sun, 22 Nov 2026 06:00:05 GMT",
  "Mon, 01 Jan 9999 00:00:00 GMT",
  "Tue, garbage",
  "0.5",
];

/** The answer with something in it wrong; `others` are of other questions. */
export function mutateAnswer(answer: Recorded, others: readonly Recorded[], dice: Dice): Answered {
  const { status, headers, text } = answer;
  if (dice.once(400)) return { status, headers, body: huge(text) };
  switch (dice.below(8)) {
    case 0:
      return { status: dice.pick(STATUSES), headers: withHeaders(headers, dice), body: cut(Buffer.from(text), dice) };
    case 1:
      return { status, headers: { ...headers, "content-type": dice.pick(TYPES) }, body: cut(Buffer.from(text), dice) };
    case 2: {
      const other = dice.pick(others);
      return { status, headers: other.headers, body: cut(Buffer.from(other.text), dice) };
    }
    case 3:
      return { status: dice.pick(STATUSES), headers: problem(headers, dice), body: cut(problemText(dice), dice) };
    default:
      return { status, headers, body: cut(mutatedBody(answer, others, dice), dice) };
  }
}

function withHeaders(headers: Recorded["headers"], dice: Dice): Recorded["headers"] {
  const { "content-type": type = "", ...rest } = headers;
  return {
    ...(dice.once(4) ? rest : { ...rest, "content-type": type }),
    ...(dice.once(2) ? { "retry-after": dice.pick(WAITS) } : {}),
    ...(dice.once(3) ? { etag: dice.pick(['""', '"', "W/x", '"v1"', hostileText(dice)]) } : {}),
    ...(dice.once(3) ? { location: dice.pick(["/", "//evil.example", "http://[", "\u0000", hostileText(dice)]) } : {}),
  };
}

function problem(headers: Recorded["headers"], dice: Dice): Recorded["headers"] {
  return { ...withHeaders(headers, dice), "content-type": "application/problem+json" };
}

function problemText(dice: Dice): Buffer {
  const said = {
    type: "about:blank",
    title: "No",
    status: 409,
    code: "role-in-use",
    detail: "It is in use.",
    refusals: [{ code: "role-in-use", message: "in use" }],
  };
  return Buffer.from(jsonOf(mutateValue(said, dice)));
}

function mutatedBody({ headers, text }: Recorded, others: readonly Recorded[], dice: Dice): Buffer {
  if (/ndjson/.test(headers["content-type"] ?? "")) return mutatedLines(text, others, dice);
  if (dice.once(4))
    return mutateText(
      text,
      others.map((other) => other.text),
      dice,
    );
  return Buffer.from(jsonOf(mutateValue(parsedValue(text), dice)));
}

/** A snapshot with lines cut, lost, repeated, in another order, of another snapshot, or with other values. */
function mutatedLines(text: string, others: readonly Recorded[], dice: Dice): Buffer {
  const lines = text.split("\n").filter((line) => line !== "");
  const at = dice.below(lines.length);
  switch (dice.below(8)) {
    case 0:
      return bytesOf(lines.slice(0, at));
    case 1:
      return bytesOf(lines.toSpliced(at, 1 + dice.below(3)));
    case 2:
      return bytesOf(lines.toSpliced(at, 0, lines[dice.below(lines.length)] ?? ""));
    case 3:
      return bytesOf([...lines.slice(0, at), ...lines.slice(dice.below(lines.length))]);
    case 4:
      return bytesOf([...lines.slice(0, at), ...dice.pick(others).text.split("\n")]);
    case 5:
      return mutateText(text, [dice.pick(others).text], dice);
    default:
      return bytesOf(
        lines.map((line, index) => (index === at ? jsonOf(mutateValue(JSON.parse(line), dice, 3)) : line)),
      );
  }
}

function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(""));
}

function parsedValue(text: string): unknown {
  return text === "" ? null : JSON.parse(text);
}

/** What begins well, and then has no line break and no end: more than any answer may have. */
function* huge(text: string): Iterable<Buffer> {
  yield Buffer.from(text.slice(0, text.length / 2));
  const more = Buffer.alloc(1024 * 1024, "x");
  for (let megabytes = 0; megabytes < 64; megabytes++) yield more;
  throw new Error("read 64 MB");
}

/** In pieces, wherever they end. */
function* cut(bytes: Buffer, dice: Dice): Iterable<Buffer> {
  const size = dice.pick([1 + dice.below(64), 1024, bytes.length + 1]);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  if (dice.once(60)) throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}

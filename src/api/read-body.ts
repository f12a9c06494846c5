import { ApiError } from "./api-error.ts";
import { isJson } from "./explain-answer.ts";
import type { Attempted } from "./explain-connection.ts";
import { describeForeign } from "./problem.ts";
import type { Answer } from "./transport.ts";

/** The most that one JSON answer may have, in bytes. Pages have 1000 entries at most, so this is generous. */
const JSON_LIMIT = 32 * 1024 * 1024;

/** The body as text. Throws {@link ApiError} where it is longer than so many bytes. */
async function readText(body: AsyncIterable<Buffer>, limit: number, attempted: Attempted): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw tooLong(limit, attempted);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString("utf8");
}

/** As much of a body as fits into so many bytes. */
export async function readStart(body: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    chunks.push(chunk);
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).toString("utf8", 0, limit);
}

/** The JSON value of an answer. Throws {@link ApiError} where it is something else, too long or cut off. */
export async function readJson(answer: Answer): Promise<unknown> {
  const { attempted, contentType } = answer;
  if (contentType !== undefined && !isJson(contentType)) throw foreign(answer);
  const text = await readText(answer.body, JSON_LIMIT, attempted);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    if (contentType === undefined) throw foreign(answer);
    throw new ApiError(
      "invalid-answer",
      `could not ${attempted.what}: the answer of ${attempted.target} is cut off or is not JSON: ${(cause as Error).message}`,
      { status: answer.status, requestId: attempted.requestId, sent: true, transient: true, cause },
    );
  }
}

/** The error of an answer in another format than the one that was asked for. */
export function foreign({ contentType, status, attempted }: Answer): ApiError {
  return new ApiError("invalid-answer", `could not ${attempted.what}: ${describeForeign(contentType, attempted)}`, {
    status,
    requestId: attempted.requestId,
    sent: true,
  });
}

/** The error of an answer that is JSON and yet not what the API's description promises. */
export function malformed(answer: Pick<Answer, "status" | "attempted">, fault: string): ApiError {
  const { attempted, status } = answer;
  return new ApiError(
    "invalid-answer",
    `could not ${attempted.what}: the answer of ${attempted.target} is not what this version of the membership API gives: ${fault}`,
    { status, requestId: attempted.requestId, sent: true },
  );
}

function tooLong(limit: number, { what, target, requestId }: Attempted): ApiError {
  const message = `could not ${what}: the answer of ${target} is longer than ${limit / 1024} KiB`;
  return new ApiError("invalid-answer", message, { requestId, sent: true });
}

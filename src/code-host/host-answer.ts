import type { Dispatcher } from "undici";
import { CodeHostError } from "./code-host-error.ts";

/** The most that an answer may have, in bytes. */
const LIMIT = 16 * 1024 * 1024;

/** An answer, read to its end. */
export interface HostAnswer {
  readonly status: number;
  readonly text: string;
  header(name: string): string | undefined;
  /** Its JSON value. Throws {@link CodeHostError} where it is something else. */
  json(): unknown;
}

/** Reads an answer whole. Throws {@link CodeHostError} where it is too long; a broken connection throws as it came. */
export async function readAnswer(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  what: string,
  title: string,
): Promise<HostAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) throw new CodeHostError(`could not ${what}: the answer of ${title} is longer than 16 MiB`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks, size).toString("utf8");
  const header = (name: string) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return { status, text, header, json: () => parse(text, header("content-type"), status, `could not ${what}`, title) };
}

function parse(text: string, type: string | undefined, status: number, failure: string, title: string): unknown {
  if (type !== undefined && !/[/+]json\b/i.test(type))
    throw new CodeHostError(`${failure}: ${title} answered ${type}, not JSON: is the API's address right?`, { status });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new CodeHostError(`${failure}: the answer of ${title} is cut off or is not JSON`, { status, cause });
  }
}

import { StringDecoder } from "node:string_decoder";

/** Thrown where a line is longer than anything that an API means to send. */
export class LineTooLong extends Error {
  override readonly name = "LineTooLong";
}

/** The most that one line may have, in UTF-16 code units. */
const LINE_LIMIT = 4 * 1024 * 1024;

/**
 * Calls back for each line of a UTF-8 stream, as it comes: neither the whole text nor a list of lines is ever held.
 * A last piece without a line break is a line as well.
 */
export async function forEachLine(body: AsyncIterable<Buffer>, onLine: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of body) {
    const text = rest + decoder.write(chunk);
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      if (end > start) onLine(text.slice(start, end));
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > LINE_LIMIT) throw new LineTooLong();
  }
  rest += decoder.end();
  if (rest !== "") onLine(rest);
}

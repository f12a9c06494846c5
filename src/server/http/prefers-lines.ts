const LINES = "application/x-ndjson";
const JSON_TYPE = "application/json";

/** Whether an `Accept` header asks for NDJSON rather than for JSON. What nobody asks for is JSON. */
export function prefersLines(accept: string | undefined): boolean {
  const ranges = (accept ?? "").split(",").map(rangeOf);
  const lines = ranges.find(({ type }) => type === LINES)?.quality ?? 0;
  const json = ranges.find(({ type }) => type === JSON_TYPE)?.quality ?? 0;
  return lines > 0 && lines >= json;
}

function rangeOf(text: string): { type: string; quality: number } {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 };
}

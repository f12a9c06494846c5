import type { SourcePosition } from "../diagnostics/source.ts";
import { codeSpan } from "./escape-markdown.ts";

/** The address of a line of a file at the code host; undefined where it is not known. */
export type SourceUrl = (source: SourcePosition) => string | undefined;

/** A place in a charter as a link, or in words where it has no address. */
export function sourceLink(source: SourcePosition, sourceUrl: SourceUrl): string {
  const label = codeSpan(`${source.file}:${source.line}`);
  const url = sourceUrl(source);
  return url === undefined ? label : `[${label}](${safeUrl(url)})`;
}

/** Nothing in an address may end the link that it stands in. */
export function safeUrl(url: string): string {
  return url
    .toWellFormed()
    .replace(/[^\w\-.~:/?#@!$&*+,;=%]/gu, (found) => encodeURIComponent(found).replace(/[()']/g, hexadecimal));
}

function hexadecimal(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

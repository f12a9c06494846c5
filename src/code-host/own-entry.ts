/** A comment or an issue that bears the marker. */
export interface Entry {
  readonly id: number;
  readonly number: number | undefined;
  readonly author: string;
  readonly title: string | undefined;
  readonly body: string;
  readonly url: string | undefined;
}

/** A text as it comes back from a code host: with line ends of its own, or without the last one. */
export function comparable(body: string | undefined): string {
  return (body ?? "").replaceAll("\r\n", "\n").trimEnd();
}

/** True where the marker is the first or the last line. */
export function bears(body: string, marker: string): boolean {
  return body === marker || body.startsWith(`${marker}\n`) || body.endsWith(`\n${marker}`);
}

/**
 * The first entry of one's own: anybody may have written the marker into theirs, and what they wrote is not altered.
 * Two runs at once can have made two; then it is the older one that is kept up to date.
 */
export function findOwn(entries: readonly Entry[], self: string): Entry | undefined {
  const own = entries.filter(({ author }) => author.toLowerCase() === self.toLowerCase());
  return own.sort((left, right) => left.id - right.id)[0];
}

const OPEN = "## [Unreleased]";

/**
 * The changelog with what was unreleased under its version, and nothing under *Unreleased*. Throws where nothing was
 * written there: a release of which nobody can read what changed is a mistake.
 *
 * @param day of the release, ISO 8601
 */
export function closeChangelog(text: string, version: string, day: string): string {
  const [before, after, ...more] = text.split(`${OPEN}\n`);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`CHANGELOG.md needs the heading ${OPEN} once`);
  if (text.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md has ${version} already`);
  const next = after.search(/^## \[/m);
  const unreleased = (next < 0 ? after : after.slice(0, next)).trim();
  if (unreleased === "") throw new Error(`CHANGELOG.md says nothing of ${version} under ${OPEN}`);
  const older = next < 0 ? "" : `\n${after.slice(next)}`;
  return `${before}${OPEN}\n\n## [${version}] - ${day}\n\n${unreleased}\n${older}`;
}

/** What changed in a version, as the text of its release. */
export function releaseNotes(text: string, version: string): string {
  const [, rest] = text.split(`## [${version}]`);
  if (rest === undefined) throw new Error(`CHANGELOG.md says nothing of ${version}`);
  const body = rest.slice(rest.indexOf("\n") + 1);
  const next = body.search(/^## \[/m);
  return `${(next < 0 ? body : body.slice(0, next)).trim()}\n`;
}

/**
 * The hidden line by which the comment of one organization is found again: `<!-- charter:acme -->`. Keys that no charter
 * could declare are encoded, so that none of them ends the comment.
 */
export function commentMarker(organization: string): string {
  return `<!-- charter:${encodeURIComponent(organization.toWellFormed())} -->`;
}

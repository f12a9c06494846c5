/** `29 November 2026, 10:00 UTC`. */
export function instantInWords(instant: Date): string {
  const day = instant.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return `${day}, ${instant.toISOString().slice(11, 16)} UTC`;
}

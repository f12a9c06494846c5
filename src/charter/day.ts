const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day of the calendar, written as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!FORM.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** True where a last day is over. Both are days in UTC, written as YYYY-MM-DD. */
export function isOver(until: string | undefined, today: string): boolean {
  return until !== undefined && until < today;
}

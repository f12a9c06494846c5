/** The name of the change at this place in the order of execution, from 0: `c1`, `c2` … */
export function changeId(index: number): string {
  return `c${index + 1}`;
}

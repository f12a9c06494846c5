/** A number with its noun: `1 change`, `3 changes`; `several` where the plural needs more than an s. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}

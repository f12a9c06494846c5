/** Which of n numbered changes must be done before which. */
export class DependencyGraph {
  readonly #needs: Set<number>[];

  constructor(size: number) {
    this.#needs = Array.from({ length: size }, () => new Set<number>());
  }

  /** `later` starts only once `earlier` is done. */
  add(later: number, earlier: number): void {
    if (later !== earlier) this.#needs[later]?.add(earlier);
  }

  needsOf(later: number): ReadonlySet<number> {
    return this.#needs[later] ?? new Set();
  }

  /** All that must come after any of these, themselves included. */
  dependants(of: Iterable<number>): Set<number> {
    const followers: number[][] = this.#needs.map(() => []);
    this.#needs.forEach((needs, later) => {
      for (const earlier of needs) followers[earlier]?.push(later);
    });
    return reached(of, (next) => followers[next] ?? []);
  }

  /** All that must come before any of these, themselves included. */
  dependencies(of: Iterable<number>): Set<number> {
    return reached(of, (next) => this.needsOf(next));
  }

  /** Among the changes that are not excepted, those that no other of them waits for. */
  sinks(except: ReadonlySet<number>): number[] {
    const needed = new Set<number>();
    this.#needs.forEach((needs, later) => {
      if (!except.has(later)) for (const earlier of needs) needed.add(earlier);
    });
    return this.#needs.map((_needs, index) => index).filter((index) => !except.has(index) && !needed.has(index));
  }

  /**
   * An order in which every change comes after what it needs, and otherwise stays where its number puts it. An edge
   * that closes a circle is dropped: what the circle made impossible, the simulation then refuses with its reason.
   */
  order(): number[] {
    const ordered: number[] = [];
    const state = new Uint8Array(this.#needs.length); // 0 new, 1 open, 2 placed
    for (let root = 0; root < this.#needs.length; root++) this.#place(root, state, ordered);
    return ordered;
  }

  #place(root: number, state: Uint8Array, ordered: number[]): void {
    if (state[root] !== 0) return;
    state[root] = 1;
    const open = [{ index: root, rest: this.#sorted(root) }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        state[top.index] = 2;
        ordered.push(top.index);
        open.pop();
      } else if (state[next] === 0) {
        state[next] = 1;
        open.push({ index: next, rest: this.#sorted(next) });
      } else if (state[next] === 1) {
        this.#needs[top.index]?.delete(next);
      }
    }
  }

  /** Largest first, so that `pop` gives the smallest. */
  #sorted(index: number): number[] {
    return [...(this.#needs[index] ?? [])].sort((left, right) => right - left);
  }
}

/** These, and all that leads on from them step by step. */
function reached(from: Iterable<number>, step: (at: number) => Iterable<number>): Set<number> {
  const found = new Set(from);
  const pending = [...found];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const one of step(next)) {
      if (found.has(one)) continue;
      found.add(one);
      pending.push(one);
    }
  }
  return found;
}

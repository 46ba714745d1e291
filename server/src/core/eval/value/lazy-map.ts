/**
 * A map whose values are computed when they are asked for. `module.a["x"].out` must not need the other outputs of the
 * module: Terraform orders outputs one by one, so needing them all would find cycles where there are none.
 */

/** `names` may be shared by many maps. `cyclic` answers for a value that needs itself while it is being computed. */
export function lazyMap<V>(
  names: ReadonlySet<string>,
  compute: (name: string) => V,
  cyclic?: (name: string) => V,
): ReadonlyMap<string, V> {
  return new LazyMap(names, compute, cyclic ?? compute);
}

/** Computes every value of a map that may be lazy. */
export function computeAll(map: ReadonlyMap<string, unknown>): void {
  for (const name of map.keys()) map.get(name);
}

/** Stands for a value while it is being computed. */
const pending = Symbol('pending');

class LazyMap<V> implements ReadonlyMap<string, V> {
  private readonly names: ReadonlySet<string>;
  private compute: ((name: string) => V) | undefined;
  private readonly cyclic: (name: string) => V;
  private readonly computed = new Map<string, V | typeof pending>();

  constructor(names: ReadonlySet<string>, compute: (name: string) => V, cyclic: (name: string) => V) {
    this.names = names;
    this.compute = compute;
    this.cyclic = cyclic;
  }

  get size(): number {
    return this.names.size;
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  get(name: string): V | undefined {
    const known = this.computed.get(name);
    if (known === pending) return this.cyclic(name);
    if (known !== undefined) return known;
    if (!this.names.has(name)) return undefined;
    if (!this.compute) return undefined;
    const value = this.computeOnce(name, this.compute);
    // What computes the values holds on to scopes and modules, for nothing once all are there.
    if (this.computed.size === this.names.size) this.compute = undefined;
    return value;
  }

  private computeOnce(name: string, compute: (name: string) => V): V {
    this.computed.set(name, pending);
    try {
      const value = compute(name);
      this.computed.set(name, value);
      return value;
    } finally {
      if (this.computed.get(name) === pending) this.computed.delete(name);
    }
  }

  forEach(visit: (value: V, name: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this);
  }

  keys(): MapIterator<string> {
    return this.names.values();
  }

  values(): MapIterator<V> {
    return this.all().values();
  }

  entries(): MapIterator<[string, V]> {
    return this.all().entries();
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  /** In the order of the names, whatever order they were asked for in. */
  private all(): ReadonlyMap<string, V> {
    const ordered = new Map<string, V>();
    for (const name of this.names) {
      const value = this.get(name);
      if (value !== undefined) ordered.set(name, value);
    }
    return ordered;
  }
}

/**
 * A map whose values are computed when they are asked for. `module.a["x"].out` must not need the other outputs of the
 * module: Terraform orders outputs one by one, so needing them all would find cycles where there are none.
 */
export function lazyMap<V>(keys: readonly string[], compute: (key: string) => V): ReadonlyMap<string, V> {
  return new LazyMap(keys, compute);
}

class LazyMap<V> implements ReadonlyMap<string, V> {
  private readonly names: ReadonlySet<string>;
  private readonly computed = new Map<string, V>();
  private readonly compute: (key: string) => V;

  constructor(keys: readonly string[], compute: (key: string) => V) {
    this.names = new Set(keys);
    this.compute = compute;
  }

  get size(): number {
    return this.names.size;
  }

  has(key: string): boolean {
    return this.names.has(key);
  }

  get(key: string): V | undefined {
    if (!this.names.has(key)) return undefined;
    const known = this.computed.get(key);
    if (known !== undefined) return known;
    const value = this.compute(key);
    this.computed.set(key, value);
    return value;
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
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

  /** In the order of the keys, whatever order they were asked for in. */
  private all(): ReadonlyMap<string, V> {
    const ordered = new Map<string, V>();
    for (const key of this.names) {
      const value = this.get(key);
      if (value !== undefined) ordered.set(key, value);
    }
    return ordered;
  }
}

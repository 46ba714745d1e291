/** A row of a table by a name that somebody else wrote: `constructor` and `toString` are in no table, though every object has them. */
export function rowOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Every call that came in, for tests that count them and for people who wonder what a client does. */
export type Entry = { readonly operation: string; readonly at: number; readonly error: string | undefined };

export type Journal = {
  add(entry: Entry): void;
  all(): readonly Entry[];
  /** How many calls of each operation. */
  counts(): Readonly<Record<string, number>>;
  clear(): void;
};

export function createJournal(): Journal {
  let entries: Entry[] = [];
  return {
    add(entry) {
      entries.push(entry);
    },
    all: () => entries,
    counts() {
      const counts = new Map<string, number>();
      for (const { operation } of entries) counts.set(operation, (counts.get(operation) ?? 0) + 1);
      return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    clear() {
      entries = [];
    },
  };
}

/** Reads fields of a request that `shapes.ts` has already validated, without casting. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Invariant: used for required members only; the shape table has refused requests without them. */
export function text(from: Fields, name: string): string {
  const value = from[name];
  if (typeof value !== 'string') throw new Error(`the shape table let a request through without a text: ${name}`);
  return value;
}

export function optionalText(from: Fields, name: string): string | undefined {
  const value = from[name];
  return typeof value === 'string' ? value : undefined;
}

export function optionalNumber(from: Fields, name: string): number | undefined {
  const value = from[name];
  return typeof value === 'number' ? value : undefined;
}

export function optionalFields(from: Fields, name: string): Fields | undefined {
  const value = from[name];
  return isFields(value) ? value : undefined;
}

export function list(from: Fields, name: string): readonly unknown[] {
  const value = from[name];
  return Array.isArray(value) ? value : [];
}

export const texts = (from: Fields, name: string): readonly string[] =>
  list(from, name).filter((each) => typeof each === 'string');

/** `[{ Key, Value }]`, the form of tags in every service here. */
export function tags(from: Fields, name: string): readonly (readonly [string, string])[] {
  return list(from, name)
    .filter(isFields)
    .map((tag) => [text(tag, 'Key'), optionalText(tag, 'Value') ?? ''] as const);
}

export const tagList = (from: ReadonlyMap<string, string>): readonly Fields[] =>
  [...from].map(([Key, Value]) => ({ Key, Value }));

/** Timestamps of the JSON 1.1 protocol are seconds, with a fraction. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;

/**
 * Checked reading of JSON that someone else may have written: what valibot needs to speak of a file in plain words. Never
 * throws; the first thing that is wrong is told with its path, `assignments[3].account: expected 12 digits`.
 */
import * as v from 'valibot';

export type Checked<T> = { readonly value: T } | { readonly problem: string };

export function checked<T>(schema: v.GenericSchema<unknown, T>, json: unknown): Checked<T> {
  const result = v.safeParse(schema, json, { abortEarly: true });
  return result.success ? { value: result.output } : { problem: problemOf(result.issues[0]) };
}

function problemOf({ path, message }: v.BaseIssue<unknown>): string {
  const place = (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${place.replace(/^\./, '') || 'the file'}: ${message}`;
}

/** What people read in a file: of any length, since it may name several things. */
export const words = v.string('expected text');

/** Twice the longest text of AWS's that there is, an inline policy of 32,768 characters (API model of sso-admin). */
export const maxTextLength = 65_536;

/** One thing of AWS's: a name, an id, a document. Any characters are data. */
export const text = v.pipe(words, v.maxLength(maxTextLength, `expected at most ${maxTextLength} characters`));

/** By which something is told apart from others. */
export const id = v.pipe(text, v.minLength(1, 'expected text'));

export const flag = v.boolean('expected true or false');

const countText = 'expected a whole number';
export const count = v.pipe(v.number(countText), v.integer(countText), v.minValue(0, countText));

export const accountId = v.pipe(v.string('expected 12 digits'), v.regex(/^\d{12}$/, 'expected 12 digits'));

const dateText = 'expected a date like 2026-11-24T04:00:00.000Z';

/** ISO 8601 in UTC, so that dates compare as text. */
export const date = v.pipe(
  v.string(dateText),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, dateText),
  v.check((it) => !Number.isNaN(Date.parse(it)), dateText),
);

export function oneOf<const T extends readonly string[]>(words: T) {
  return v.picklist(words, `expected ${words.join(' or ')}`);
}

export function exactly<const T extends number>(number: T) {
  return v.literal(number, `expected ${number}`);
}

/** Absent, too, is `null`: files of older versions lack what was added since. */
export function orNull<const S extends v.GenericSchema>(schema: S) {
  return v.nullish(schema, null);
}

export function list<I, O>(item: v.GenericSchema<I, O>): v.GenericSchema<readonly I[], readonly O[]> {
  return v.array(item, 'expected a list');
}

/** An object; of a field that is missing it is told what was expected there. */
export function shape<const E extends v.ObjectEntries>(fields: E) {
  return v.object(fields, ({ path }) => {
    const missing = path && fields[String(path.at(-1)?.key)];
    return (missing && messageOf(missing)) ?? 'expected an object';
  });
}

/** Of a pipe, what its first schema expects. */
function messageOf(schema: object): string | undefined {
  if ('message' in schema && typeof schema.message === 'string') return schema.message;
  const first = 'pipe' in schema && Array.isArray(schema.pipe) ? schema.pipe[0] : undefined;
  return first === undefined || first === schema ? undefined : messageOf(first);
}

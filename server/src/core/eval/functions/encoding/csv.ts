/** `csvdecode`: the first line names the attributes, each further line is an object; every value is a string. */
import type { Origin, Span } from '../../../base';
import { reserve } from '../../expression/limits';
import { objectOf, STRING } from '../../type/type';
import { listValue, objectValue, sortEntries, stringValue } from '../../value/construct';
import type { Value } from '../../value/value';
import { type CallSite, failed } from '../function';
import { placesOf } from './decoded';

type Field = { readonly text: string; readonly span: Span };
type Row = { readonly fields: readonly Field[]; readonly line: number };

export function csvDecode([source]: readonly Value[], site: CallSite): Value {
  const places = placesOf(source, site);
  reserve(places.text.length >> 1);
  const rows = readRows(places.text);
  if (typeof rows === 'string') return failed(site, rows);
  const [header, ...lines] = rows;
  if (!header) return failed(site, 'missing header line');
  const names = header.fields.map((field) => field.text);
  const twice = repeatedIn(names);
  if (twice !== undefined) return failed(site, `duplicate column name ${JSON.stringify(twice)}`);
  const uneven = lines.find((line) => line.fields.length !== names.length);
  if (uneven) return failed(site, `record on line ${uneven.line}: wrong number of fields`);
  const type = objectOf(new Map([...names].sort().map((name) => [name, STRING])));
  return listValue(
    lines.map((line) => objectOfLine(line, header, places.originAt)),
    type,
    places.originAt({ start: 0, end: places.text.length }),
  );
}

function repeatedIn(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

function objectOfLine(line: Row, header: Row, originAt: (span: Span) => Origin): Value {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const [index, name] of header.fields.entries()) {
    const field = line.fields[index];
    if (!field) continue;
    entries.set(name.text, stringValue(field.text, originAt(field.span)));
    keyOrigins.set(name.text, originAt(name.span));
  }
  const [first] = line.fields;
  const last = line.fields.at(-1);
  return objectValue(
    sortEntries(entries),
    originAt({ start: first?.span.start ?? 0, end: last?.span.end ?? 0 }),
    keyOrigins,
  );
}

/** Quoted fields may hold commas, line breaks and doubled quotes. Empty lines are no rows. Or says what is wrong. */
function readRows(text: string): readonly Row[] | string {
  const rows: Row[] = [];
  let position = 0;
  let line = 1;
  while (position < text.length) {
    const start = line;
    const fields: Field[] = [];
    for (;;) {
      const field = readField(text, position);
      if (typeof field === 'string') return `parse error on line ${line}: ${field}`;
      fields.push(field.field);
      line += text.slice(position, field.end).split('\n').length - 1;
      position = field.end;
      if (text.charAt(position) !== ',') break;
      position++;
    }
    position = afterBreak(text, position);
    line++;
    const [only] = fields;
    const isEmpty = fields.length === 1 && only?.span.start === only?.span.end;
    if (!isEmpty) rows.push({ fields, line: start });
  }
  return rows;
}

function afterBreak(text: string, position: number): number {
  const afterReturn = text.startsWith('\r\n', position) ? position + 1 : position;
  return text.charAt(afterReturn) === '\n' ? afterReturn + 1 : afterReturn;
}

function readField(text: string, start: number): { readonly field: Field; readonly end: number } | string {
  if (text.charAt(start) === '"') return readQuoted(text, start);
  let end = start;
  while (end < text.length && text.charAt(end) !== ',' && text.charAt(end) !== '\n') end++;
  if (text.charAt(end) === '\n' && text.charAt(end - 1) === '\r' && end > start) end--;
  const value = text.slice(start, end);
  if (value.includes('"')) return 'bare " in non-quoted-field';
  return { field: { text: value, span: { start, end } }, end };
}

function readQuoted(text: string, start: number): { readonly field: Field; readonly end: number } | string {
  let value = '';
  let position = start + 1;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote < 0) return 'extraneous or missing " in quoted-field';
    value += text.slice(position, quote);
    position = quote + 1;
    if (text.charAt(position) !== '"') break;
    value += '"';
    position++;
  }
  const next = text.slice(position, position + 2);
  if (next !== '' && !/^(?:,|\n|\r\n)/.test(next)) return 'extraneous or missing " in quoted-field';
  return { field: { text: value.replaceAll('\r\n', '\n'), span: { start, end: position } }, end: position };
}

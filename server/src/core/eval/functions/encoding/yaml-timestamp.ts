/** Plain YAML scalars that are dates, as RFC 3339: a day alone is its midnight in UTC. */
import { daysInMonth } from '../calendar';

const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(Z|[+-]\d{2}:\d{2}))|(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?))?$/;

/** `undefined` for anything else, and for days that do not exist: those stay strings. */
export function timestampText(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', ...rest] = match;
  const [hour = '0', minute = '0', second = '0'] = rest[0] === undefined ? rest.slice(4) : rest;
  const zone = rest[3] ?? 'Z';
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1;
  if (!isDay || Number(day) > daysInMonth(Number(year), Number(month))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const time = [hour, minute, second].map(two).join(':');
  return `${year}-${two(month)}-${two(day)}T${time}${/^[+-]00:00$/.test(zone) ? 'Z' : zone}`;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

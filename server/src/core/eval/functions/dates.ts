/** Dates. What the time is now, nobody knows here. */

import { wholeNumber } from '../number/number';
import { NUMBER, STRING } from '../type/type';
import { numberValue, stringValue, unknownValue } from '../value/construct';
import type { Value } from '../value/value';
import { type Clock, clockOf, type Moment, momentText, parseMoment, zoneText } from './calendar';
import { type BuiltIn, type CallSite, failed, failedArgument, originOfResult, parameter } from './function';
import { textOf } from './text/strings';

export const dates: Readonly<Record<string, BuiltIn>> = {
  formatdate: {
    parameters: [parameter('format', STRING), parameter('time', STRING)],
    returns: STRING,
    apply: formatDate,
  },
  plantimestamp: { parameters: [], returns: STRING, apply: now },
  timeadd: {
    parameters: [parameter('timestamp', STRING), parameter('duration', STRING)],
    returns: STRING,
    apply: timeAdd,
  },
  timecmp: {
    parameters: [parameter('timestamp_a', STRING), parameter('timestamp_b', STRING)],
    returns: NUMBER,
    apply: timeCompare,
  },
  timestamp: { parameters: [], returns: STRING, apply: now },
};

function now(_: readonly Value[], site: CallSite): Value {
  return unknownValue({ kind: 'known-at-run', function: site.name }, site.origin, STRING);
}

function notATime(name: string, text: string, site: CallSite): Value {
  return failedArgument(site, name, `not a valid RFC3339 timestamp: cannot use ${JSON.stringify(text)}`);
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

type Verb = (clock: Clock, moment: Moment) => string;

const two = (value: number) => String(value).padStart(2, '0');
const twelve = (hour: number) => (hour % 12 === 0 ? 12 : hour % 12);
const half = (clock: Clock) => (clock.hour < 12 ? 'AM' : 'PM');

const VERBS: Readonly<Record<string, Verb>> = {
  YY: (clock) => two(clock.year % 100),
  YYYY: (clock) => String(clock.year).padStart(4, '0'),
  M: (clock) => String(clock.month),
  MM: (clock) => two(clock.month),
  MMM: (clock) => (MONTHS[clock.month - 1] ?? '').slice(0, 3),
  MMMM: (clock) => MONTHS[clock.month - 1] ?? '',
  D: (clock) => String(clock.day),
  DD: (clock) => two(clock.day),
  EEE: (clock) => (DAYS[clock.weekday] ?? '').slice(0, 3),
  EEEE: (clock) => DAYS[clock.weekday] ?? '',
  h: (clock) => String(clock.hour),
  hh: (clock) => two(clock.hour),
  H: (clock) => String(twelve(clock.hour)),
  HH: (clock) => two(twelve(clock.hour)),
  AA: half,
  aa: (clock) => half(clock).toLowerCase(),
  m: (clock) => String(clock.minute),
  mm: (clock) => two(clock.minute),
  s: (clock) => String(clock.second),
  ss: (clock) => two(clock.second),
  Z: (_, moment) => (moment.offset === 0 ? 'Z' : zoneText(moment, ':')),
  ZZZ: (_, moment) => (moment.offset === 0 ? 'UTC' : zoneText(moment, '')),
  ZZZZ: (_, moment) => zoneText(moment, ''),
  ZZZZZ: (_, moment) => zoneText(moment, ':'),
};

/** Quoted text first, where two quotes are one; then runs of one letter; then anything else. */
const TOKEN = /'(?:[^']|'')*'?|([a-zA-Z])\1*|[^'a-zA-Z]+/g;

function formatDate(args: readonly Value[], site: CallSite): Value {
  const moment = parseMoment(textOf(args[1]));
  if (!moment) return notATime('time', textOf(args[1]), site);
  const clock = clockOf(moment);
  let text = '';
  for (const [token] of textOf(args[0]).matchAll(TOKEN)) {
    const part = token.startsWith("'")
      ? literal(token)
      : /^[a-zA-Z]/.test(token)
        ? VERBS[token]?.(clock, moment)
        : token;
    if (part === undefined && token.startsWith("'")) return failedArgument(site, 'format', "unterminated literal '");
    if (part === undefined) return failedArgument(site, 'format', `invalid date format verb ${JSON.stringify(token)}`);
    text += part;
  }
  return stringValue(text, originOfResult(args, site));
}

function literal(token: string): string | undefined {
  if (token.length === 1 || !token.endsWith("'")) return undefined;
  return token === "''" ? "'" : token.slice(1, -1).replaceAll("''", "'");
}

const UNITS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ns: 1e-9,
};

function durationOf(text: string): number | undefined {
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/.exec(text) ?? [];
  if (body === '0') return 0;
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(body)) return undefined;
  let seconds = 0;
  for (const [, value = '', unit = ''] of body.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    seconds += Number(value) * (UNITS[unit] ?? 0);
  }
  return sign === '-' ? -seconds : seconds;
}

function badDuration(text: string): string {
  const isBare = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text);
  return `time: ${isBare ? 'missing unit in' : 'invalid'} duration ${JSON.stringify(text)}`;
}

function timeAdd(args: readonly Value[], site: CallSite): Value {
  const moment = parseMoment(textOf(args[0]));
  if (!moment) return failed(site, `not a valid RFC3339 timestamp: cannot use ${JSON.stringify(textOf(args[0]))}`);
  const duration = durationOf(textOf(args[1]));
  if (duration === undefined) return failed(site, badDuration(textOf(args[1])));
  const moved = { ...moment, seconds: Math.floor(moment.seconds + duration) };
  return stringValue(momentText(moved), originOfResult(args, site));
}

function timeCompare(args: readonly Value[], site: CallSite): Value {
  const [a, b] = args.map((arg) => parseMoment(textOf(arg)));
  if (!a) return notATime('timestamp_a', textOf(args[0]), site);
  if (!b) return notATime('timestamp_b', textOf(args[1]), site);
  return numberValue(wholeNumber(Math.sign(a.seconds - b.seconds)), site.origin);
}

/** Text in other clothes: base64, URLs, JSON, CSV. Decoders of whole files point into the file. */
import { type Origin, withHop } from '../../../base';
import { reserveText } from '../../expression/limits';
import { UNSTORABLE } from '../../number/infinity';
import { ANY, STRING } from '../../type/type';
import { stringValue, unknownFrom, unknownValue } from '../../value/construct';
import { jsonText } from '../../value/json-text';
import { containsInfinity, unknownIn } from '../../value/traits';
import type { Value } from '../../value/value';
import { type BuiltIn, type CallSite, failed, failedArgument, originOfResult, parameter } from '../function';
import { madeText, ofOne, textOf } from '../text/strings';
import { base64, fromBase64, fromUtf8, utf8 } from './bytes';
import { csvDecode } from './csv';
import { jsonDecode } from './json-decode';
import { yamlDecode } from './yaml-decode';
import { yamlText } from './yaml-encode';

export const encodings: Readonly<Record<string, BuiltIn>> = {
  base64decode: { countsLetters: true, parameters: [parameter('str', STRING)], returns: STRING, apply: base64Decode },
  base64encode: ofOne((text) => base64(utf8(text))),
  base64gzip: {
    parameters: [parameter('str', STRING)],
    returns: STRING,
    apply: (_, { origin }) => unknownValue({ kind: 'not-computed', what: 'compression' }, origin, STRING),
  },
  csvdecode: { parameters: [parameter('str', STRING)], apply: csvDecode },
  jsondecode: { parameters: [parameter('str', STRING)], apply: jsonDecode },
  jsonencode: {
    parameters: [parameter('val', ANY, { null: true, unknown: true })],
    returns: STRING,
    apply: (args, site) => (args.some(containsInfinity) ? failed(site, UNSTORABLE) : encode(jsonText)(args, site)),
  },
  textdecodebase64: {
    countsLetters: true,
    parameters: [parameter('source', STRING), parameter('encoding', STRING)],
    returns: STRING,
    apply: textDecode,
  },
  textencodebase64: {
    countsLetters: true,
    parameters: [parameter('string', STRING), parameter('encoding', STRING)],
    returns: STRING,
    apply: textEncode,
  },
  urlencode: ofOne(urlEncode),
  yamldecode: { parameters: [parameter('src', STRING)], apply: yamlDecode },
  yamlencode: {
    parameters: [parameter('value', ANY, { null: true, unknown: true })],
    returns: STRING,
    apply: encode(yamlText),
  },
};

function encode(text: (value: Value) => string): (args: readonly Value[], site: CallSite) => Value {
  return (args, site) => {
    const [value] = args;
    const unknown = value && unknownIn(value);
    if (unknown) return unknownFrom(unknown, STRING);
    if (!value) return failed(site, 'a value is required');
    const written = text(value);
    reserveText(written.length);
    return { ...stringValue(written, authorOf(value, site)), renders: value };
  };
}

/** What is written elsewhere and only encoded here stays its author's. */
function authorOf({ origin }: Value, site: CallSite): Origin {
  const { at } = site.origin;
  const isWrittenHere = origin.at.path === at.path && origin.at.start >= at.start && origin.at.end <= at.end;
  return isWrittenHere ? site.origin : withHop(origin, at, { kind: 'encoded', function: site.name });
}

function base64Decode(args: readonly Value[], site: CallSite): Value {
  const bytes = fromBase64(textOf(args[0]));
  if (!bytes) return failed(site, `failed to decode base64 data ${JSON.stringify(textOf(args[0]))}`);
  const text = fromUtf8(bytes);
  if (text === undefined) return failed(site, 'the result of decoding the provided string is not valid UTF-8');
  return madeText(text, args, site);
}

/** As for a query: a space is a plus, and only letters, digits and `-_.~` stay as they are. */
function urlEncode(text: string): string {
  return [...utf8(text)].map(urlByte).join('');
}

function urlByte(byte: number): string {
  const letter = String.fromCharCode(byte);
  if (/[A-Za-z0-9\-_.~]/.test(letter)) return letter;
  return letter === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

type Encoding = {
  readonly name: string;
  readonly encode: (text: string) => Uint8Array | undefined;
  readonly decode: (bytes: Uint8Array) => string | undefined;
};

const ENCODINGS: Readonly<Record<string, Encoding>> = {
  'utf-8': { name: 'UTF-8', encode: utf8, decode: fromUtf8 },
  'utf-16le': wide('UTF-16LE', 0),
  'utf-16be': wide('UTF-16BE', 1),
  'iso-8859-1': narrow('ISO_8859-1:1987', 0xff),
  'us-ascii': narrow('US-ASCII', 0x7f),
};

const ALIASES: Readonly<Record<string, string>> = {
  latin1: 'iso-8859-1',
  l1: 'iso-8859-1',
  'iso_8859-1': 'iso-8859-1',
};

function wide(name: string, high: 0 | 1): Encoding {
  return {
    name,
    encode: (text) =>
      Uint8Array.from({ length: text.length * 2 }, (_, index) => {
        const unit = text.charCodeAt(index >> 1);
        return index % 2 === high ? unit & 0xff : unit >> 8;
      }),
    decode: (bytes) => {
      if (bytes.length % 2 !== 0) return undefined;
      const units = Array.from({ length: bytes.length / 2 }, (_, index) => {
        const [a = 0, b = 0] = bytes.subarray(index * 2, index * 2 + 2);
        return high === 0 ? a | (b << 8) : b | (a << 8);
      });
      return units.map((unit) => String.fromCharCode(unit)).join('');
    },
  };
}

function narrow(name: string, largest: number): Encoding {
  return {
    name,
    encode: (text) => {
      const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
      return codes.every((code) => code <= largest) ? Uint8Array.from(codes) : undefined;
    },
    decode: (bytes) =>
      bytes.every((byte) => byte <= largest) ? [...bytes].map((byte) => String.fromCharCode(byte)).join('') : undefined,
  };
}

function encodingNamed(name: string): Encoding | undefined {
  const lower = name.toLowerCase();
  return ENCODINGS[ALIASES[lower] ?? lower];
}

/** There are some hundred encodings more; what is not here is unknown rather than wrong. */
function unsupported(name: string, site: CallSite): Value {
  return unknownValue({ kind: 'unsupported-encoding', name }, site.origin, STRING);
}

function textEncode(args: readonly Value[], site: CallSite): Value {
  const encoding = encodingNamed(textOf(args[1]));
  if (!encoding) return unsupported(textOf(args[1]), site);
  const bytes = encoding.encode(textOf(args[0]));
  const message = `the given string contains characters that cannot be represented in ${encoding.name}`;
  return bytes ? stringValue(base64(bytes), originOfResult(args, site)) : failedArgument(site, 'string', message);
}

function textDecode(args: readonly Value[], site: CallSite): Value {
  const encoding = encodingNamed(textOf(args[1]));
  if (!encoding) return unsupported(textOf(args[1]), site);
  const bytes = fromBase64(textOf(args[0]));
  if (!bytes) return failedArgument(site, 'source', 'the given value has an invalid base64 symbol');
  const text = encoding.decode(bytes);
  const message = `the given string contains symbols that are not defined for ${encoding.name}`;
  return text === undefined ? failedArgument(site, 'source', message) : madeText(text, args, site);
}

/** Values written down in Terraform's own language, laid out as `terraform fmt` does, and read back. */
import * as hcl from '../../../syntax/hcl';
import { evaluate } from '../../expression/evaluate';
import { reserve, reserveText, spend, textSteps } from '../../expression/limits';
import type { Scope } from '../../expression/scope';
import { UNSTORABLE } from '../../number/infinity';
import { numberText } from '../../number/number';
import { ANY, STRING } from '../../type/type';
import { objectValue, sortEntries, stopValue, stringValue, unknownFrom } from '../../value/construct';
import { containsInfinity, unknownIn } from '../../value/traits';
import type { MappingValue, Value } from '../../value/value';
import { weightOf } from '../../value/weight';
import { type BuiltIn, type CallSite, failed, originOfResult, parameter } from '../function';
import { textOf } from '../text/strings';
import { countCharacters } from '../text/text';

export const notation: Readonly<Record<string, BuiltIn>> = {
  'provider::terraform::decode_tfvars': { parameters: [parameter('src', STRING)], apply: decode },
  'provider::terraform::encode_expr': { parameters: [parameter('value', ANY)], returns: STRING, apply: encode },
  'provider::terraform::encode_tfvars': { parameters: [parameter('value', ANY)], returns: STRING, apply: encodeAll },
};

const IDENTIFIER = /^\p{ID_Start}[\p{ID_Continue}-]*$/u;

function encode([value]: readonly Value[], site: CallSite): Value {
  const lines = new Lines();
  if (value) reserve(2 * weightOf(value));
  if (value) write(value, lines);
  return finished(lines, value, site);
}

function encodeAll([value]: readonly Value[], site: CallSite): Value {
  if (value?.kind !== 'object' && value?.kind !== 'map') {
    const message = 'must be an object whose attribute names will become the encoded variable names';
    return failed(site, `invalid value to encode: ${message}`);
  }
  const wrong = [...value.entries.keys()].find((name) => !IDENTIFIER.test(name));
  if (wrong !== undefined) {
    const rule = "must be a valid identifier, per Terraform's rules for input variable declarations";
    return failed(site, `invalid variable name ${JSON.stringify(wrong)}: ${rule}`);
  }
  const lines = new Lines();
  reserve(2 * weightOf(value));
  writeEntries(value, lines);
  return finished(lines, value, site);
}

function finished(lines: Lines, value: Value | undefined, site: CallSite): Value {
  const unknown = value && unknownIn(value);
  if (unknown) return unknownFrom(unknown, STRING);
  if (value && containsInfinity(value)) return failed(site, UNSTORABLE);
  const text = lines.layOut();
  reserveText(text.length);
  return stringValue(text, site.origin);
}

/** `net`: brackets opened and not closed again on the line; `name` ends where the equals sign of an entry stands. */
type Line = { text: string; name: number | undefined; net: number };

class Lines {
  private readonly lines: Line[] = [{ text: '', name: undefined, net: 0 }];

  put(text: string, net = 0): void {
    const line = this.lines.at(-1);
    if (!line) return;
    line.text += text;
    line.net += net;
  }

  name(text: string): void {
    const line = this.lines.at(-1);
    if (line) line.name = text.length;
    this.put(text);
  }

  lineBreak(): void {
    this.lines.push({ text: '', name: undefined, net: 0 });
  }

  /** However many brackets a line opens, what follows stands one step further in. */
  layOut(): string {
    const open: number[] = [];
    const widths = this.widths();
    return this.lines
      .map((line, index) => {
        closeAll(open, -line.net);
        spend(1 + textSteps(2 * open.length));
        const indented = line.text === '' ? '' : '  '.repeat(open.length) + aligned(line, widths[index] ?? 0);
        if (line.net > 0) open.push(line.net);
        return indented;
      })
      .join('\n');
  }

  /** How wide the names around each line are, found once for each block of neighbours. */
  private widths(): readonly number[] {
    const widths = this.lines.map((line) => (isAligned(line) ? nameWidth(line) : 0));
    for (let at = 1; at < widths.length; at++) if (isAligned(this.lines[at])) raise(widths, at, at - 1);
    for (let at = widths.length - 2; at >= 0; at--) if (isAligned(this.lines[at])) raise(widths, at, at + 1);
    return widths;
  }
}

function raise(widths: number[], at: number, neighbour: number): void {
  widths[at] = Math.max(widths[at] ?? 0, widths[neighbour] ?? 0);
}

/** Equals signs of neighbouring entries that end on their lines stand below each other. */
function aligned(line: Line, width: number): string {
  if (!isAligned(line)) return line.text;
  return line.text.slice(0, line.name) + ' '.repeat(width - nameWidth(line)) + line.text.slice(line.name);
}

function nameWidth({ text, name }: Line): number {
  return countCharacters(text.slice(0, name));
}

function isAligned(line: Line | undefined): boolean {
  return line?.name !== undefined && line.net === 0;
}

function closeAll(open: number[], brackets: number): void {
  let closed = brackets;
  while (closed > 0 && open.length > 0) {
    const last = open.pop() ?? 0;
    if (last > closed) open.push(last - closed);
    closed -= last;
  }
}

function write(value: Value, lines: Lines): void {
  switch (value.kind) {
    case 'string':
      lines.put(quoted(value.value));
      break;
    case 'number':
      lines.put(numberText(value.value));
      break;
    case 'bool':
      lines.put(String(value.value));
      break;
    case 'list':
    case 'set':
    case 'tuple':
      writeItems(value.items, lines);
      break;
    case 'map':
    case 'object':
      writeMapping(value, lines);
      break;
    default:
      lines.put('null');
  }
}

function writeMapping(value: MappingValue, lines: Lines): void {
  if (value.entries.size === 0) {
    lines.put('{}');
    return;
  }
  lines.put('{', 1);
  lines.lineBreak();
  writeEntries(value, lines);
  lines.put('}', -1);
}

function writeItems(items: readonly Value[], lines: Lines): void {
  lines.put('[', 1);
  for (const [index, item] of items.entries()) {
    if (index > 0) lines.put(', ');
    write(item, lines);
  }
  lines.put(']', -1);
}

function writeEntries({ entries }: MappingValue, lines: Lines): void {
  for (const [name, value] of entries) {
    lines.name(IDENTIFIER.test(name) ? name : quoted(name));
    lines.put(' = ');
    write(value, lines);
    lines.lineBreak();
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function quoted(text: string): string {
  const escaped = [...text].map((letter) => ESCAPES[letter] ?? (isPrintable(letter) ? letter : codeOf(letter)));
  return `"${escaped.join('').replaceAll(/[$%](?=\{)/g, '$&$&')}"`;
}

function isPrintable(letter: string): boolean {
  return /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(letter);
}

function codeOf(letter: string): string {
  const code = (letter.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** As in a `.tfvars` file, nothing may be called or referred to. */
function decode(args: readonly Value[], site: CallSite): Value {
  const path = site.origin.at.path;
  reserve(textOf(args[0]).length >> 2);
  const { body, problems } = hcl.parse({ path: 'decoded.tfvars', text: textOf(args[0]) });
  const [problem] = problems;
  if (problem) {
    return stopValue({ kind: 'invalid-tfvars', function: site.name, problem: problem.reason }, site.origin);
  }
  const [block] = body.blocks;
  if (block) return failed(site, `invalid tfvars content: Unexpected ${JSON.stringify(block.type.text)} block`);
  const scope: Scope = { ...site.scope, path, reference: () => undefined };
  const entries = new Map<string, Value>();
  for (const { name, value } of body.attributes) {
    const result = callsNothing(value) ? evaluate(value, scope) : undefined;
    const unknown = result && unknownIn(result);
    if (unknown && !unknown.isError) return unknownFrom(unknown);
    if (!result || unknown) return failed(site, `invalid expression for variable ${JSON.stringify(name.text)}`);
    entries.set(name.text, withOrigins(result, args, site));
  }
  return objectValue(sortEntries(entries), site.origin);
}

function callsNothing(expression: hcl.Expression): boolean {
  let found = false;
  hcl.walkExpression(expression, (node) => {
    if (node.kind === 'call') found = true;
  });
  return !found;
}

/** Offsets of the decoded text are none of the file that the call stands in. */
function withOrigins(value: Value, args: readonly Value[], site: CallSite): Value {
  const origin = originOfResult(args, site);
  spend(1);
  if ('items' in value) return { ...value, origin, items: value.items.map((it) => withOrigins(it, args, site)) };
  if (!('entries' in value)) return { ...value, origin };
  const entries = new Map([...value.entries].map(([key, it]) => [key, withOrigins(it, args, site)]));
  return { ...value, origin, entries, keyOrigins: undefined };
}

/**
 * `yamlencode`, byte for byte as Terraform writes it: block style, every string in double quotes (or as a literal block
 * where it has line breaks), long strings folded at spaces behind column 80.
 */
import { reserve, spend, textSteps } from '../../expression/limits';
import { numberText } from '../../number/number';
import type { MappingValue, SequenceValue, Value } from '../../value/value';
import { weightOf } from '../../value/weight';
import { utf8 } from './bytes';

/** The caller has made sure that everything inside is known. Charges what it writes. */
export function yamlText(value: Value): string {
  reserve(weightOf(value));
  const output = new Output();
  write(value, { indent: -1, inMapping: false }, output);
  // A plain word alone might go on, so its end is marked.
  return output.finish() + (isPlain(value) ? '...\n' : '');
}

function isPlain(value: Value): boolean {
  return value.kind === 'null' || value.kind === 'number' || value.kind === 'bool';
}

type Place = { readonly indent: number; readonly inMapping: boolean };

const WIDTH = 80;

/** What has been written, and whether the current line holds nothing but indentation and indicators so far. */
class Output {
  column = 0;
  private text = '';
  private isIndentation = true;
  private endsInSpace = true;

  put(text: string): void {
    spend(1 + textSteps(text.length));
    this.letter(text);
  }

  /** One of a text that is charged already. */
  letter(text: string): void {
    this.text += text;
    this.column += [...text].length;
    this.isIndentation = false;
    this.endsInSpace = false;
  }

  /** `- `, `? `, `: `: what follows may stand on the same line. */
  indicate(indicator: string): void {
    if (!this.endsInSpace) this.put(' ');
    this.put(indicator);
    this.isIndentation = true;
  }

  space(): void {
    if (!this.endsInSpace) this.put(' ');
  }

  lineBreak(): void {
    this.text += '\n';
    this.column = 0;
    this.isIndentation = true;
    this.endsInSpace = true;
  }

  indent(width: number): void {
    const isPast = this.column > width || (this.column === width && !this.endsInSpace);
    if (!this.isIndentation || isPast) this.lineBreak();
    spend(textSteps(width));
    this.text += ' '.repeat(Math.max(0, width - this.column));
    this.column = Math.max(this.column, width);
    this.isIndentation = true;
    this.endsInSpace = true;
  }

  get isAfterIndicator(): boolean {
    return this.isIndentation;
  }

  finish(): string {
    return this.text.endsWith('\n') ? this.text : `${this.text}\n`;
  }
}

function write(value: Value, place: Place, output: Output): void {
  const word = wordOf(value);
  if (word !== undefined) writeWord(word, output);
  else if (value.kind === 'string') writeString(value.value, deeper(place.indent), output);
  else if ('items' in value) writeSequence(value, place, output);
  else if ('entries' in value) writeMapping(value, place, output);
}

/** What is written as a single plain word. */
function wordOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.items.length === 0 ? '[]' : undefined;
    case 'map':
    case 'object':
      return value.entries.size === 0 ? '{}' : undefined;
    case 'number':
      return numberText(value.value);
    case 'bool':
      return String(value.value);
    case 'string':
      return undefined;
    default:
      return 'null';
  }
}

function deeper(indent: number): number {
  return indent < 0 ? 2 : indent + 2;
}

function writeWord(word: string, output: Output): void {
  output.space();
  output.put(word);
}

/** A list that is the value of a key stands no deeper than the key. */
function writeSequence(value: SequenceValue, place: Place, output: Output): void {
  const isFlat = place.inMapping && !output.isAfterIndicator;
  const indent = place.indent < 0 ? 0 : isFlat ? place.indent : place.indent + 2;
  for (const item of value.items) {
    output.indent(indent);
    output.indicate('-');
    write(item, { indent, inMapping: false }, output);
  }
}

function writeMapping(value: MappingValue, place: Place, output: Output): void {
  const indent = place.indent < 0 ? 0 : place.indent + 2;
  for (const [key, item] of value.entries) {
    output.indent(indent);
    const isSimple = !key.includes('\n') && !isMultiline(key) && utf8(key).length <= 128;
    if (isSimple) {
      writeQuoted(key, undefined, output);
      output.put(':');
    } else {
      output.indicate('?');
      writeString(key, deeper(indent), output);
      output.indent(indent);
      output.indicate(':');
    }
    write(item, { indent, inMapping: true }, output);
  }
}

function isMultiline(text: string): boolean {
  return /[\n\r\u0085\u2028\u2029]/.test(text);
}

function writeString(text: string, indent: number, output: Output): void {
  if (text.includes('\n') && mayBeBlock(text)) writeLiteral(text, indent, output);
  else writeQuoted(text, indent, output);
}

/** A block shows neither spaces before a line break or the end, nor characters without a shape. */
function mayBeBlock(text: string): boolean {
  return [...text].every(isPrintable) && !/ [\n\r\u0085\u2028\u2029]/.test(text) && !text.endsWith(' ');
}

function isPrintable(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) return true;
  return code >= 0xa0 && code <= 0xfffd && code !== 0xfeff && !(code >= 0xd800 && code <= 0xdfff);
}

function writeLiteral(text: string, indent: number, output: Output): void {
  output.space();
  output.put(`|${/^[ \n\r\u0085\u2028\u2029]/.test(text) ? '2' : ''}${chomping(text)}`);
  output.lineBreak();
  for (const line of text.split(/(?<=[\n\r\u0085\u2028\u2029])/)) {
    const content = line.replace(/[\n\r\u0085\u2028\u2029]$/, '');
    if (content !== '') {
      output.indent(indent);
      output.put(content);
    }
    if (content !== line) output.lineBreak();
  }
}

function chomping(text: string): string {
  if (!/[\n\r\u0085\u2028\u2029]$/.test(text)) return '-';
  return text.length === 1 || /[\n\r\u0085\u2028\u2029]{2}$/.test(text) ? '+' : '';
}

/** Without an indent the text is a key, which stays on one line. */
function writeQuoted(text: string, indent: number | undefined, output: Output): void {
  output.space();
  output.put('"');
  reserve(text.length >> 2);
  const letters = [...text];
  let afterSpace = false;
  for (const [index, letter] of letters.entries()) {
    const isInside = index > 0 && index < letters.length - 1;
    if (letter === ' ' && indent !== undefined && !afterSpace && output.column > WIDTH && isInside) {
      output.indent(indent);
      if (letters[index + 1] === ' ') output.put('\\');
    } else output.letter(isEscaped(letter) ? escaped(letter) : letter);
    afterSpace = letter === ' ';
  }
  output.put('"');
}

function isEscaped(letter: string): boolean {
  return letter === '"' || letter === '\\' || isMultiline(letter) || !isPrintable(letter);
}

const NAMED: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

function escaped(letter: string): string {
  const named = NAMED[letter];
  if (named !== undefined) return `\\${named}`;
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}

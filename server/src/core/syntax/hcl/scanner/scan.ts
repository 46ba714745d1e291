/**
 * The lexer. It covers the whole text: every token ends where the next one begins, so a token is a kind and an end.
 * Which language a character belongs to (HCL, a quoted string, a heredoc) is decided here alone, by counting braces, as
 * HCL's own scanner does; the parser never asks for another reading.
 */
import { Code, isDigit, numberEnd, wordEnd } from './characters';
import { endOfHeredocLine, type HeredocLine, heredocMarker, type LastLines, lastLines } from './heredoc';
import { Kind } from './kind';
import { punctuationEnd, punctuationKind } from './punctuation';
import { beginsTopLevelBlock, endsSequenceEarly } from './restart';
import { TokenList } from './token-list';

/** `exact` reads as Terraform does; `recovering` lets top-level blocks begin although a string or `${` is still open. */
export type ScanMode = 'exact' | 'recovering';

const HCL = 0;
const QUOTED = 1;
const HEREDOC = 2;
/** No line is one. */
const NO_MARKER = '\n';

export function scan(text: string, mode: ScanMode): TokenList {
  const scanner = new Scanner(text, mode);
  scanner.run();
  return scanner.tokens;
}

/** A text that is a template as a whole reads like a heredoc that nothing ends. */
export function scanTemplate(text: string): TokenList {
  const scanner = new Scanner(text, 'exact');
  scanner.enterTemplate();
  scanner.run();
  return scanner.tokens;
}

class Scanner {
  readonly tokens: TokenList;
  readonly #text: string;
  readonly #recovering: boolean;
  /** The languages we are in, innermost last, without the file's own HCL. */
  readonly #languages: number[] = [];
  /** For each open `${` or `%{`: the count of braces at which its `}` closes it. */
  readonly #sequences: number[] = [];
  readonly #markers: string[] = [];
  #braces = 0;
  #position = 0;
  #lineStart = true;
  #lastLines: LastLines | undefined;

  constructor(text: string, mode: ScanMode) {
    this.#text = text;
    this.#recovering = mode === 'recovering';
    this.tokens = new TokenList(text.length);
  }

  enterTemplate(): void {
    this.#languages.push(HEREDOC);
    this.#markers.push(NO_MARKER);
  }

  run(): void {
    const { length } = this.#text;
    if (this.#text.charCodeAt(0) === Code.byteOrderMark) this.#add(Kind.whitespace, 1);
    while (this.#position < length) {
      const language = this.#languages.at(-1) ?? HCL;
      if (language === HCL) this.#hcl();
      else if (language === QUOTED) this.#quoted();
      else this.#heredoc();
    }
    this.tokens.finish(length);
  }

  #add(kind: number, end: number): void {
    this.tokens.add(kind, end);
    this.#position = end;
  }

  /** Runs until the language changes: the hot loop. */
  #hcl(): void {
    const text = this.#text;
    const depth = this.#languages.length;
    while (this.#position < text.length && this.#languages.length === depth) {
      const start = this.#position;
      const code = text.charCodeAt(start);
      if (code === Code.space || code === Code.tab) this.#add(Kind.whitespace, blankEnd(text, start));
      else if (code === Code.lineFeed) this.#newline(start + 1);
      else if (code === Code.carriageReturn && text.charCodeAt(start + 1) === Code.lineFeed) this.#newline(start + 2);
      else if (code === Code.hash) this.#add(Kind.comment, lineEnd(text, start));
      else if (code === Code.slash) this.#slash(start);
      else if (code === Code.quote) this.#enter(QUOTED, Kind.openQuote, start + 1);
      else if (code === Code.openBrace) this.#openBrace(start + 1);
      else if (code === Code.closeBrace) this.#closeBrace(start + 1);
      else if (code === Code.tilde && text.charCodeAt(start + 1) === Code.closeBrace) this.#closeTrimming(start + 2);
      else if (code === Code.less && text.charCodeAt(start + 1) === Code.less) this.#less(start);
      else this.#word(start, code);
    }
  }

  #word(start: number, code: number): void {
    const end = wordEnd(this.#text, start);
    if (end > start) {
      if (this.#recovering && this.#beginsLine(start)) this.#restartAt(start);
      this.#add(Kind.identifier, end);
    } else if (isDigit(code)) this.#add(Kind.number, numberEnd(this.#text, start));
    else this.#punctuation(start, punctuationEnd(this.#text, start));
  }

  #punctuation(start: number, end: number): void {
    this.#add(punctuationKind(this.#text, start, end), end);
  }

  #beginsLine(start: number): boolean {
    return start === 0 || this.#text.charCodeAt(start - 1) === Code.lineFeed;
  }

  /** Whatever is open is given up where a top-level block stands at the start of a line. */
  #restartAt(start: number): void {
    if (!beginsTopLevelBlock(this.#text, start)) return;
    this.#languages.length = 0;
    this.#sequences.length = 0;
    this.#markers.length = 0;
    this.#braces = 0;
    this.#add(Kind.restart, start);
  }

  #newline(end: number): void {
    this.#add(Kind.newline, end);
    if (this.#recovering && this.#isQuotedSequence() && endsSequenceEarly(this.#text, end)) this.#leaveSequence(2);
  }

  /** Whether the innermost thing open is a `${` of a quoted string. */
  #isQuotedSequence(): boolean {
    return this.#languages.at(-2) === QUOTED && this.#sequences.at(-1) === this.#braces;
  }

  #leaveSequence(levels: number): void {
    this.#languages.length -= levels;
    this.#sequences.pop();
    this.#braces--;
  }

  #slash(start: number): void {
    const next = this.#text.charCodeAt(start + 1);
    if (next === Code.slash) this.#add(Kind.comment, lineEnd(this.#text, start));
    else if (next === Code.star) this.#blockComment(start);
    else this.#add(Kind.slash, start + 1);
  }

  #blockComment(start: number): void {
    const close = this.#text.indexOf('*/', start + 2);
    if (close < 0) this.#add(Kind.openComment, this.#text.length);
    else this.#add(Kind.comment, close + 2);
  }

  #enter(language: number, kind: number, end: number): void {
    this.#add(kind, end);
    this.#languages.push(language);
  }

  #openBrace(end: number): void {
    this.#add(Kind.openBrace, end);
    this.#braces++;
  }

  #closeBrace(end: number): void {
    if (this.#sequences.at(-1) === this.#braces) this.#endSequence(end);
    else {
      this.#add(Kind.closeBrace, end);
      this.#braces--;
    }
  }

  #closeTrimming(end: number): void {
    if (this.#sequences.at(-1) === this.#braces) this.#endSequence(end);
    else {
      this.#add(Kind.sequenceEnd, end);
      this.#braces--;
    }
  }

  #endSequence(end: number): void {
    this.#add(Kind.sequenceEnd, end);
    this.#leaveSequence(1);
  }

  #less(start: number): void {
    const marker = heredocMarker(this.#text, start);
    if (!marker) {
      this.#add(Kind.less, start + 1);
      return;
    }
    this.#enter(HEREDOC, Kind.openHeredoc, marker.end);
    this.#markers.push(marker.word);
    this.#lineStart = true;
  }

  #openSequence(kind: number, start: number): void {
    const trims = this.#text.charCodeAt(start + 2) === Code.tilde;
    this.#enter(HCL, kind, trims ? start + 3 : start + 2);
    this.#braces++;
    this.#sequences.push(this.#braces);
    this.#lineStart = false;
  }

  /** A quoted string ends at its quote; where the line ends first, it is not closed. */
  #quoted(): void {
    const text = this.#text;
    let position = this.#position;
    for (; position < text.length; position++) {
      const code = text.charCodeAt(position);
      if (code === Code.quote || code === Code.lineFeed || code === Code.carriageReturn) break;
      if (code === Code.backslash) position = afterEscape(text, position);
      else if (code === Code.dollar || code === Code.percent) {
        if (text.charCodeAt(position + 1) === Code.openBrace) break;
        if (isEscapedMark(text, position, code)) position += 2;
      }
    }
    position = Math.min(position, text.length);
    if (position > this.#position) this.#add(Kind.text, position);
    this.#afterQuotedText(position);
  }

  #afterQuotedText(position: number): void {
    const code = this.#text.charCodeAt(position);
    if (code === Code.dollar) this.#openSequence(Kind.interpolation, position);
    else if (code === Code.percent) this.#openSequence(Kind.directive, position);
    else {
      if (code === Code.quote) this.#add(Kind.closeQuote, position + 1);
      this.#languages.pop();
    }
  }

  /** One line, or the part of it before `${` or `%{`. */
  #heredoc(): void {
    const marker = this.#markers.at(-1) ?? '';
    const line = endOfHeredocLine(this.#text, this.#position);
    if (this.#lineStart && this.#endsHeredoc(line, marker)) this.#leaveHeredoc(line.textEnd);
    else if (this.#lineStart && this.#recovering && this.#isAbandoned(marker)) this.#restartAt(this.#position);
    else this.#heredocText(line);
  }

  /** The marker stands alone on its line, and a line break follows it. */
  #endsHeredoc(line: HeredocLine, marker: string): boolean {
    return line.stop === 'newline' && this.#text.slice(this.#position, line.textEnd).trim() === marker;
  }

  #heredocText(line: HeredocLine): void {
    if (line.end > this.#position) this.#add(Kind.heredocText, line.end);
    if (line.stop === 'newline') this.#lineStart = true;
    else if (line.stop === 'interpolation') this.#openSequence(Kind.interpolation, line.end);
    else if (line.stop === 'directive') this.#openSequence(Kind.directive, line.end);
    else if (line.stop === 'carriage-return') this.#carriageReturn(line.end + 1);
  }

  /** HCL takes a lone `\r` in template files and JSON strings, and not in heredocs. */
  #carriageReturn(end: number): void {
    this.#add(this.#markers.at(-1) === NO_MARKER ? Kind.heredocText : Kind.invalid, end);
  }

  #leaveHeredoc(end: number): void {
    this.#add(Kind.closeHeredoc, end);
    this.#languages.pop();
    this.#markers.pop();
  }

  /** A heredoc whose marker never comes again ends before the next top-level block. */
  #isAbandoned(marker: string): boolean {
    this.#lastLines ??= lastLines(this.#text);
    if ((this.#lastLines.get(marker) ?? -1) >= this.#position) return false;
    return beginsTopLevelBlock(this.#text, this.#position);
  }
}

function blankEnd(text: string, start: number): number {
  let position = start + 1;
  for (; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code !== Code.space && code !== Code.tab) break;
  }
  return position;
}

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  if (newline < 0) return text.length;
  return text.charCodeAt(newline - 1) === Code.carriageReturn ? newline - 1 : newline;
}

/** The last character of the escape; a backslash before a line's end escapes nothing. */
function afterEscape(text: string, position: number): number {
  const code = text.charCodeAt(position + 1);
  return code === Code.lineFeed || code === Code.carriageReturn ? position : position + 1;
}

/** `$${` and `%%{` stand for the marks themselves. */
function isEscapedMark(text: string, position: number, code: number): boolean {
  return text.charCodeAt(position + 1) === code && text.charCodeAt(position + 2) === Code.openBrace;
}

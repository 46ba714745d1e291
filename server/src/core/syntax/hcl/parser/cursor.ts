/** The parser's place in the tokens, what it has found wrong, and how deep it is. */
import { type Problem, type Span, span } from '../../../base';
import type { ProblemReason } from '../../../reasons';
import { Kind } from '../scanner/kind';
import { beginsAttribute } from '../scanner/restart';
import type { ScanMode } from '../scanner/scan';
import type { TokenList } from '../scanner/token-list';
import type { Expression } from '../tree/tree';

/** Deeper nesting than this is refused, so that neither the parser nor anyone behind it can run out of stack. */
const MAX_DEPTH = 200;
/** How high a tree may grow by chains (`a + b + …`, `a.b.…`), which nest to the left without any bracket. */
const MAX_HEIGHT = 500;
/** Nobody reads more of them, and a text of nothing but mistakes would become as many objects as it has characters. */
export const maxProblems = 1000;

/** `parseExpression`: what stands inside brackets, templates and directives is an expression again. */
type Source = {
  readonly path: string;
  readonly text: string;
  readonly tokens: TokenList;
  readonly mode: ScanMode;
  readonly parseExpression: (cursor: Cursor) => Expression;
};

export class Cursor {
  readonly path: string;
  readonly text: string;
  readonly mode: ScanMode;
  readonly problems: Problem[] = [];
  /** The next token, behind white space, comments and, where they mean nothing, newlines. */
  index = 0;
  /** Height of the expression parsed last. */
  height = 0;
  readonly #kinds: Uint8Array;
  readonly #ends: Int32Array;
  readonly #last: number;
  /** Behind the token taken last: from here newlines come back when they begin to count again. */
  #after = 0;
  #skipped: number = Kind.newline;
  #depth = 0;
  readonly #parse: (cursor: Cursor) => Expression;

  constructor({ path, text, tokens, mode, parseExpression }: Source) {
    this.path = path;
    this.text = text;
    this.mode = mode;
    this.#parse = parseExpression;
    this.#kinds = tokens.kinds;
    this.#ends = tokens.ends;
    this.#last = tokens.count - 1;
    this.#skipped = Kind.comment;
    this.#skip();
  }

  get kind(): number {
    return this.#kinds[this.index] ?? Kind.end;
  }

  get start(): number {
    return this.index === 0 ? 0 : (this.#ends[this.index - 1] ?? 0);
  }

  get end(): number {
    return this.#ends[this.index] ?? this.text.length;
  }

  /** The end of the token taken last. */
  get previousEnd(): number {
    return this.#after === 0 ? 0 : (this.#ends[this.#after - 1] ?? 0);
  }

  get previousKind(): number {
    return this.#after === 0 ? Kind.end : (this.#kinds[this.#after - 1] ?? Kind.end);
  }

  get tokenText(): string {
    return this.text.slice(this.start, this.end);
  }

  get tokenSpan(): Span {
    return { start: this.start, end: this.end };
  }

  get newlinesCount(): boolean {
    return this.#skipped === Kind.comment;
  }

  /** The kind of the token behind this one, nothing skipped but white space and comments. */
  get kindAfter(): number {
    let index = this.index + 1;
    while ((this.#kinds[index] ?? Kind.end) <= this.#skipped) index++;
    return this.#kinds[index] ?? Kind.end;
  }

  parseExpression(): Expression {
    return this.#parse(this);
  }

  isWord(word: string): boolean {
    if (this.kind !== Kind.identifier || this.end - this.start !== word.length) return false;
    return this.text.startsWith(word, this.start);
  }

  advance(): void {
    if (this.index < this.#last) this.index++;
    this.#after = this.index;
    this.#skip();
  }

  take(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Says whether newlines count from here on, and gives back whether they did before. */
  setNewlines(count: boolean): boolean {
    const before = this.newlinesCount;
    if (before !== count) {
      this.#skipped = count ? Kind.comment : Kind.newline;
      this.index = this.#after;
      this.#skip();
    }
    return before;
  }

  /** Goes one level down, or reports that this is too deep. */
  descend(): boolean {
    if (this.#depth >= MAX_DEPTH) {
      this.problem(this.tokenSpan, { kind: 'nested-too-deeply' });
      return false;
    }
    this.#depth++;
    return true;
  }

  ascend(): void {
    this.#depth--;
  }

  /** Grows the expression at hand by one link of a chain, or reports that the chain is too long. */
  grow(): boolean {
    this.height++;
    if (this.height < MAX_HEIGHT) return true;
    this.problem(this.tokenSpan, { kind: 'nested-too-deeply' });
    return false;
  }

  /** One problem a place: what follows from a problem is not worth another one. */
  problem(at: Span, reason: ProblemReason): void {
    const last = this.problems.at(-1);
    if (last && last.at.start >= at.start && last.at.start <= at.end) return;
    if (this.problems.length > maxProblems) return;
    const isOneTooMany = this.problems.length === maxProblems;
    const told: ProblemReason = isOneTooMany ? { kind: 'too-many-problems', limit: maxProblems } : reason;
    this.problems.push({ at: { path: this.path, start: at.start, end: at.end }, reason: told });
    if (isOneTooMany || this.mode === 'exact') this.stop();
  }

  /** In exact mode the first problem settles it; in the other one, that there are too many. */
  stop(): void {
    this.index = this.#last;
    this.#after = this.#last;
  }

  /** Where something is missing: the next token, or right behind the last one where that ends its line. */
  get here(): Span {
    if (this.kind === Kind.newline || this.kind >= Kind.restart) return this.gap;
    return this.#isOnNextLine() ? this.gap : this.tokenSpan;
  }

  /**
   * Whether the next line sets an attribute, though newlines mean nothing here: then a bracket above was left open, for
   * no expression holds `name =` on a line of its own. Asked only of text that is known to be broken.
   */
  get isBeforeAttribute(): boolean {
    if (this.mode === 'exact' || this.kind !== Kind.identifier || this.newlinesCount) return false;
    return this.#isOnNextLine() && beginsAttribute(this.text, this.start);
  }

  #isOnNextLine(): boolean {
    for (let index = this.#after; index < this.index; index++) {
      if (this.#kinds[index] === Kind.newline) return true;
    }
    return false;
  }

  /** A zero-width span behind the token taken last: where something is missing. */
  get gap(): Span {
    return span(this.previousEnd, this.previousEnd);
  }

  #skip(): void {
    const kinds = this.#kinds;
    let index = this.index;
    while ((kinds[index] ?? Kind.end) <= this.#skipped) index++;
    this.index = index;
  }
}

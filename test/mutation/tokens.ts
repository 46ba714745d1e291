/**
 * The words of a file that a mutation can change, found by a walk of the text that knows nothing of the product's own
 * parsers: quoted strings, bare keys and references of Terraform and JSON, scalars of YAML.
 */
import { parseDocument, visit } from 'yaml';

export type Form = 'quoted' | 'key' | 'reference' | 'plain';

export type Token = {
  readonly path: string;
  readonly form: Form;
  /** Without quotes. */
  readonly value: string;
  /** Offsets of the whole, quotes included. */
  readonly start: number;
  readonly end: number;
};

export function tokensOf(path: string, text: string): readonly Token[] {
  const found = /\.ya?ml$/.test(path) ? yamlWords(text) : hclWords(path, text);
  return found.map((it) => ({ path, ...it })).toSorted((a, b) => a.start - b.start);
}

type Word = Omit<Token, 'path'>;

function yamlWords(text: string): readonly Word[] {
  const words: Word[] = [];
  visit(parseDocument(text), {
    Scalar(_, { range, source }) {
      if (!range || source === undefined) return;
      const [start, end] = range;
      words.push({ form: /["']/.test(text.charAt(start)) ? 'quoted' : 'plain', value: source, start, end });
    },
  });
  return words;
}

function hclWords(path: string, text: string): readonly Word[] {
  const quoted = quotedWords(text);
  if (path.endsWith('.json')) return quoted;
  const isQuoted = (at: number) => quoted.some((it) => it.start < at && at < it.end);
  const strings = quoted.filter((it) => !isLabel(text, it.start));
  const bare = [
    ...matches(text, /(?<=^|[{,])[ \t]*([A-Za-z_][\w-]*)(?=[ \t]*=(?![=>]))/gm, 'key'),
    ...matches(text, /\b(?:local|var)\.\w+\.([A-Za-z_][\w-]*)/g, 'reference'),
  ];
  return [...strings, ...bare.filter((it) => !isQuoted(it.start))];
}

function isLabel(text: string, start: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  return /^(resource|data|module|variable|output|provider) /.test(line);
}

function matches(text: string, pattern: RegExp, form: Form): readonly Word[] {
  return [...text.matchAll(pattern)].map((match) => {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    return { form, value, start: end - value.length, end };
  });
}

/** Strings without `${}`; of those with one, the strings inside it. */
function quotedWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.charAt(at) === '#') at = endOfLine(text, at);
    else if (text.charAt(at) === '"') at = readString(text, at, words);
    else at++;
  }
  return words;
}

function readString(text: string, start: number, words: Word[]): number {
  let at = start + 1;
  let isPlain = true;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.startsWith('${', at)) {
      isPlain = false;
      at = readSequence(text, at + 2, words);
    } else at += text.charAt(at) === '\\' ? 2 : 1;
  }
  if (isPlain) words.push({ form: 'quoted', value: text.slice(start + 1, at), start, end: at + 1 });
  return at + 1;
}

function readSequence(text: string, start: number, words: Word[]): number {
  let at = start;
  for (let depth = 1; depth > 0 && at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') at = readString(text, at, words);
    else {
      depth += character === '{' ? 1 : character === '}' ? -1 : 0;
      at++;
    }
  }
  return at;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

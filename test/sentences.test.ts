/**
 * No code reads our own sentences back: a message may be reworded by anyone. Found by the texts and patterns that code
 * compares with, tests for or replaces: three lower-case words in a row are a sentence. Those of others are listed, with whose they are.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const sources = ['server/src', 'client/src'].flatMap(filesIn).filter((path) => path.endsWith('.ts'));

/** File → whose sentences it understands. */
const foreign: Readonly<Record<string, string>> = {
  'git.ts': 'Git exits with the same code for every refusal; it is asked in English',
  'failure-reason.ts': 'AWS gives the reason of a failed request as a sentence, without a code',
  'problem-kind.ts': 'the yaml package has one error code for several mistakes',
  'format-1.ts': 'snapshot files of format 1 have nothing but words, which no longer change',
};

const quoted = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\`(?:\\.|[^\`\\])*\``;
const pattern = String.raw`\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;

/** What a text is looked for in another by, compared with, or replaced. */
const comparisons = [
  `\\.(?:includes|startsWith|endsWith|indexOf|lastIndexOf|split|match|matchAll|search|replace|replaceAll|has)\\(\\s*(${quoted}|${pattern})`,
  `(?:[!=]==?|\\bcase)\\s*(${quoted})`,
  `(${quoted})\\s*[!=]==?`,
  // A key of a table.
  `[{,]\\s*(${quoted})\\s*:`,
  // A pattern is for nothing else, wherever it stands.
  `(?<=[(,=:[?&|!>\\s])(${pattern})(?=\\s*[.,;)\\]])`,
].map((source) => new RegExp(source, 'g'));

/** Three words in a row; in a pattern, blanks may be written as `\s+`. */
const sentence = /[a-z]{2,}(?:(?: |\\s[+*]?)[a-z']+){2}/;

describe('Code', () => {
  it.each(Object.entries(foreign))('of %s understands the sentences of others', (name) => {
    expect(sources.filter((path) => path.endsWith(`/${name}`) && matchedSentences(path).length > 0)).toHaveLength(1);
  });

  it('matches on no sentence of our own', () => {
    const own = sources.filter((path) => !(path.slice(path.lastIndexOf('/') + 1) in foreign));
    expect(own.flatMap((path) => matchedSentences(path).map((text) => `${path}: ${text}`))).toEqual([]);
  });

  it.each([
    `text.includes('has no name')`,
    `text.startsWith("it was not described")`,
    `because === 'the refresh is not finished'`,
    `case 'names were replaced': return 1;`,
    `if (/the role in use (may|can) not/.test(text)) return;`,
    `const known = [/kept throttling the requests/i, 1];`,
    `const kinds = { 'it has no name': 'nameless' };`,
    `text.replace(/ is not\\s+known yet/, '')`,
  ])('such as %s would be found', (code) => {
    expect(sentencesIn(code)).toHaveLength(1);
  });

  it.each([
    `const text = 'the refresh is not finished';`,
    `say({ message: 'no group has that name' })`,
    `kind === 'principal-gone'`,
    `const half = (all of them) / 2;`,
  ])('such as %s is no match', (code) => {
    expect(sentencesIn(code)).toEqual([]);
  });
});

function matchedSentences(path: string): readonly string[] {
  return sentencesIn(withoutComments(readFileSync(join(root, path), 'utf8')));
}

function sentencesIn(code: string): readonly string[] {
  const found = comparisons.flatMap((comparison) => [...code.matchAll(comparison)].map(([, text = '']) => text));
  return [...new Set(found.filter((text) => sentence.test(text)))];
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (path) => `${folder}/${path.replaceAll('\\', '/')}`,
  );
}

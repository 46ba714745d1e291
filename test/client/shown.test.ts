import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPage, label, sentence } from '../../client/src/shown';

const client = join(import.meta.dirname, '../../client/src');
const sources = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter((it) => it.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(client, name), 'utf8') }));

describe('A name in the editor', () => {
  it('is no icon of a label', () => {
    expect(label('$(trash) a$(sync~spin)')).toBe('\\$(trash) a\\$(sync~spin)');
    expect(label('costs $(5 or so)')).toBe('costs $(5 or so)');
    expect(label('a\u202e\nb')).toBe('a\\u202e\\u000ab');
  });

  it('is no link of a notification', () => {
    expect(sentence('no group [x](command:idc.signOut) or [y](https://evil.example)')).toBe(
      'no group [x]\\u0028command:idc.signOut) or [y]\\u0028https://evil.example)',
    );
  });

  it('is no page that is opened', () => {
    const urls = [
      'https://a.awsapps.com/start',
      'http://127.0.0.1:8080/x',
      'http://evil.example',
      'command:x',
      'file:///x',
    ];
    expect(urls.filter(isPage)).toEqual(['https://a.awsapps.com/start', 'http://127.0.0.1:8080/x']);
    expect(['vscode://x/y', 'javascript:alert(1)', 'no address', ''].filter(isPage)).toEqual([]);
  });

  it('goes through one of these wherever it is part of a label or a notification', () => {
    const lines = sources.flatMap(({ name, text }) => text.split('\n').map((line) => ({ name, line })));
    const bare = lines.filter(({ line }) => {
      const isShown =
        /\blabel: `|show(?:Information|Warning|Error)Message\(`|setStatusBarMessage\(`|text: `\$\(|const text = `\$\(/;
      const values = [
        ...line.matchAll(/\$\{(?!label\(|shown\(|icon\}|icons\[|age\}|failures\}|hint\}|counts\}|takenAt)/g),
      ];
      return isShown.test(line) && !line.includes('accessibilityInformation') && values.length > 0;
    });
    expect(bare).toEqual([]);
  });

  it('is markup nowhere: pages set text, and one file makes elements', () => {
    const markup = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|supportHtml|isTrusted = /;
    expect(sources.filter(({ text }) => markup.test(text)).map(({ name }) => name)).toEqual([]);
    const opening = sources
      .filter(({ text }) => text.includes('openExternal'))
      .map(({ name, text }) => [name, text.match(/openExternal/g)?.length]);
    expect(opening).toEqual([[join('commands', 'aws', 'sign-in.ts'), 1]]);
  });
});

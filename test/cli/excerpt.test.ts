import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../server/src/cli/formats/excerpt';
import { lineIndex } from '../../server/src/core/base';
import { oneLine } from '../../server/src/core/features/report';

function shown(text: string, word: string): string {
  const lines = lineIndex(text);
  const [start, end] = [text.indexOf(word), text.indexOf(word) + word.length].map(lines.placeOf);
  const range = { line: 1 + (start?.line ?? 0), column: 1 + (start?.column ?? 0) };
  const rest = { endLine: 1 + (end?.line ?? 0), endColumn: 1 + (end?.column ?? 0) };
  const { line, blanks, carets } = excerptOf(text, lines, { file: 'a', ...range, ...rest });
  return `${line}\n${blanks}${carets}`;
}

describe('The line below a finding', () => {
  it('is marked where the finding stands, whatever ends the lines', () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(shown(`a${end}\tb = Wrong${end}c`, 'Wrong')).toBe('\tb = Wrong\n\t    ^^^^^');
  });

  it('is marked to its end where the finding goes on below', () => {
    expect(shown('x {\n}\n', '{\n}')).toBe('x {\n  ^');
  });

  it('is cut around the place where it is as long as only programs write', () => {
    const line = shown(`${'a'.repeat(5000)}Wrong${'b'.repeat(5000)}`, 'Wrong');
    const [text = '', marks = ''] = line.split('\n');
    expect(text).toHaveLength(242);
    expect(text.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('Wrong');
  });

  it('commands no terminal', () => {
    expect(shown('name: \u001b]0;owned\u0007', 'name')).toBe('name: \\u001b]0;owned\\u0007\n^^^^');
    expect(oneLine('no set\n::error::"\u001b[31m"')).toBe('no set\\u000a::error::"\\u001b[31m"');
  });
});

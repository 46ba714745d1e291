import { describe, expect, it } from 'vitest';
import * as hcl from '../../../server/src/core/syntax/hcl';
import { pages, soundPages } from './pages';

function joined(text: string): string {
  return hcl
    .tokens(text)
    .map(({ span }) => text.slice(span.start, span.end))
    .join('');
}

function kinds(text: string): readonly string[] {
  return hcl
    .tokens(text)
    .filter(({ kind }) => kind !== 'whitespace')
    .map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`);
}

describe('tokens', () => {
  it.each(pages)('of $name give the file back, byte for byte', ({ text }) => {
    expect(joined(text)).toBe(text);
  });

  it.each(soundPages)('of $name have no gap and no overlap', ({ text }) => {
    const spans = hcl.tokens(text).map(({ span }) => span);
    expect(spans.slice(1).map(({ start }) => start)).toEqual(spans.slice(0, -1).map(({ end }) => end));
    expect(spans.every(({ start, end }) => start < end)).toBe(true);
  });

  it('are told apart for colouring', () => {
    expect(kinds('a = [for x in y : "n ${x.b} $${z}"] # why\n')).toEqual([
      'identifier a',
      'punctuation =',
      'punctuation [',
      'keyword for',
      'identifier x',
      'keyword in',
      'identifier y',
      'punctuation :',
      'string "',
      'string n ',
      'mark ${',
      'identifier x',
      'punctuation .',
      'identifier b',
      'mark }',
      'string  $${z}',
      'string "',
      'punctuation ]',
      'comment # why',
      'newline \n',
    ]);
  });

  it('of a heredoc are its opening, its lines and its end', () => {
    expect(kinds('a = <<-EOT\n  b %{~ if c ~}\n  EOT\n').slice(2)).toEqual([
      'string <<-EOT\n',
      'string   b ',
      'mark %{~',
      'keyword if',
      'identifier c',
      'mark ~}',
      'string \n',
      'string   EOT',
      'newline \n',
    ]);
  });

  it('mark what HCL has no use for', () => {
    expect(kinds("a = 'b' ; c")).toContain("invalid '");
    expect(kinds("a = 'b' ; c")).toContain('invalid ;');
  });
});

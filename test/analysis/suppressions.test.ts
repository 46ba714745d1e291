/** Where a suppression may stand, and how it is read. */
import { describe, expect, it } from 'vitest';
import { readSuppressions } from '../../server/src/core/analysis/suppressions';
import * as hcl from '../../server/src/core/syntax/hcl';
import * as yaml from '../../server/src/core/syntax/yaml';

function read(path: string, text: string): readonly string[] {
  const { comments } = path.endsWith('.tf') ? hcl.parse({ path, text }) : yaml.parse({ path, text });
  const found = readSuppressions({ path, text, comments });
  return found.map((it) => `${it.rule} line ${it.line}: ${it.reason ?? '?'}`);
}

describe('A suppression', () => {
  it('means its own line when something else stands on it', () => {
    expect(read('a.yaml', 'a: 1\nb: 2 # idc: ignore x -- why\n')).toEqual(['x line 1: why']);
    expect(read('a.tf', 'a = 1 // idc: ignore x -- why\n')).toEqual(['x line 0: why']);
  });

  it('means the next line when it stands alone', () => {
    expect(read('a.tf', 'a = 1\n  # idc: ignore x -- why\nb = 2\n')).toEqual(['x line 2: why']);
    expect(read('a.tf', '/* idc: ignore x -- why */\nb = 2\n')).toEqual(['x line 1: why']);
  });

  it('passes over other comments on the way', () => {
    expect(read('a.yaml', '# idc: ignore x -- why\n# and more\n# idc: ignore y -- so\nb: 2\n')).toEqual([
      'x line 3: why',
      'y line 3: so',
    ]);
  });

  it('can name several rules, and gives one reason for all', () => {
    expect(read('a.yaml', 'a: 1 # idc: ignore x, y-z -- because -- really\n')).toEqual([
      'x line 0: because -- really',
      'y-z line 0: because -- really',
    ]);
  });

  it('without a reason has none', () => {
    expect(read('a.yaml', 'a: 1 # idc: ignore x\nb: 2 # idc: ignore x --\n')).toEqual(['x line 0: ?', 'x line 1: ?']);
  });

  it('is no text that only looks like one', () => {
    expect(read('a.yaml', 'a: "# idc: ignore x -- why"\n# see idc: ignore x -- why\n# idc: ignored x\n')).toEqual([]);
    expect(read('a.tf', 'a = "# idc: ignore x -- why"\n')).toEqual([]);
  });
});

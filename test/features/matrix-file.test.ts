import { describe, expect, it } from 'vitest';
import { matrixFile } from '../../server/src/core/features/report';
import type { AccessMatrix } from '../../server/src/protocol';

const open = { uri: 'file:///work/access.tf', line: 6, column: 0, endLine: 6, endColumn: 3 };
const matrix: AccessMatrix = {
  accounts: [{ id: '444455556666', name: 'dev' }, { id: '111122223333' }],
  principals: [
    {
      type: 'group',
      name: '=cmd|"x"',
      cells: [{ account: 1, permissionSets: [{ name: 'Reader', status: 'failed', reason: 'No <b>, no', open }] }],
    },
    { type: 'user', name: 'maria', cells: [{ account: 0, permissionSets: [{ name: 'Admin', status: 'both' }] }] },
  ],
  legend: [
    { status: 'failed', text: 'failed', count: 1 },
    { status: 'both', text: 'in code and live', count: 1 },
  ],
  notes: [{ kind: 'unknown', text: 'Not everything could be read', detail: '1 gap', items: [] }],
  takenAt: '2026-11-24T04:00:00.000Z',
};
const nameOf = (uri: string) => uri.replace('file:///work/', '');
const as = (format: 'csv' | 'json' | 'markdown' | 'html') => matrixFile(matrix, format, nameOf).text;

describe('The access matrix as a file', () => {
  it('has a row for each grant in CSV, safe for a spreadsheet', () => {
    expect(as('csv').split('\r\n')).toEqual([
      'principal_type,principal,account_id,account_name,permission_set,status,reason,code_line,read_at',
      `GROUP,"'=cmd|""x""",111122223333,,Reader,failed,"No <b>, no",access.tf:7,2026-11-24T04:00:00.000Z`,
      'USER,maria,444455556666,dev,Admin,in code and live,,,2026-11-24T04:00:00.000Z',
      '',
    ]);
  });

  it('says in JSON what is missing, too', () => {
    const { grants, notes } = JSON.parse(as('json'));
    expect(grants).toHaveLength(2);
    expect(notes).toEqual([{ text: 'Not everything could be read', detail: '1 gap' }]);
  });

  it('is a table of principals and accounts in Markdown', () => {
    expect(as('markdown').split('\n').slice(-5)).toEqual([
      '| Principal | dev (444455556666) | 111122223333 |',
      '|---|---|---|',
      '| =cmd\\|"x" |  | Reader (failed) |',
      '| user maria | Admin (in code and live) |  |',
      '',
    ]);
  });

  it('is a page that stands alone in HTML, with no name taken for markup', () => {
    expect(as('html')).toContain('<th scope="row">=cmd|&quot;x&quot;</th><td></td><td>Reader (failed)</td>');
    expect(as('html')).toContain('<dt>Not everything could be read</dt><dd>1 gap</dd>');
    expect(as('html')).not.toContain('<script');
  });
});

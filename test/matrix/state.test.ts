import { describe, expect, it } from 'vitest';
import {
  applyFilter,
  moved,
  offsetsOf,
  type Shown,
  shownMatrix,
  sliceOf,
  within,
} from '../../client/src/matrix/webview/state';
import { type Pivot, tableOf } from '../../client/src/matrix/webview/table';
import type { AccessMatrix, GrantStatus, MatrixChip } from '../../server/src/protocol';

const chip = (name: string, status: GrantStatus = 'both'): MatrixChip => ({ name, status });

const matrix: AccessMatrix = {
  accounts: [
    { id: '444455556666', name: 'dev' },
    { id: '111122223333', name: 'prod' },
  ],
  principals: [
    {
      type: 'group',
      name: 'analysts',
      cells: [
        { account: 0, permissionSets: [chip('Reader'), chip('Writer', 'failed')] },
        { account: 1, permissionSets: [chip('Reader', 'only-live')] },
      ],
    },
    { type: 'user', name: 'maria', cells: [{ account: 1, permissionSets: [chip('Admin')] }] },
  ],
  legend: [],
  notes: [],
};

const everything = { text: '', statuses: [] };

function lines({ accounts, rows }: Shown): readonly string[] {
  return rows.flatMap(({ principal, cells }) =>
    [...cells].map(([column, chips]) =>
      [principal.name, accounts[column]?.name, chips.map((it) => it.name).join('+')].join('/'),
    ),
  );
}

describe('The filter of the access matrix', () => {
  const left = (text: string, statuses: readonly GrantStatus[] = []) => applyFilter(matrix, { text, statuses });

  it('leaves everything where it is empty', () => {
    expect(lines(left('  '))).toEqual(['analysts/dev/Reader+Writer', 'analysts/prod/Reader', 'maria/prod/Admin']);
    expect(left('').count).toBe(4);
  });

  it('finds principals, accounts by name and id, and permission sets, in any case', () => {
    expect(lines(left('MARIA'))).toEqual(['maria/prod/Admin']);
    expect(lines(left('4444'))).toEqual(['analysts/dev/Reader+Writer']);
    expect(lines(left('writer'))).toEqual(['analysts/dev/Writer']);
  });

  it('wants every word, wherever it stands', () => {
    expect(lines(left('prod reader'))).toEqual(['analysts/prod/Reader']);
    expect(lines(left('maria dev'))).toEqual([]);
  });

  it('drops the columns that nothing is left in', () => {
    expect(left('maria').accounts.map((it) => it.name)).toEqual(['prod']);
  });

  it('leaves only the statuses that are chosen', () => {
    expect(lines(left('', ['failed', 'only-live']))).toEqual(['analysts/dev/Writer', 'analysts/prod/Reader']);
  });
});

describe('The part of the access matrix in sight', () => {
  it('is the lines that a scrolling position shows, and some around them', () => {
    const offsets = offsetsOf(Array.from({ length: 500 }, () => 32));
    expect(sliceOf(offsets, 0, 320, 2)).toEqual({ from: 0, to: 13 });
    expect(sliceOf(offsets, 3200, 320, 2)).toEqual({ from: 98, to: 113 });
    expect(sliceOf(offsets, 500 * 32 - 320, 320, 2)).toEqual({ from: 488, to: 500 });
  });

  it('knows lines of different heights', () => {
    expect(sliceOf(offsetsOf([100, 10, 10, 100]), 105, 10, 0)).toEqual({ from: 1, to: 3 });
  });

  it('is nothing of nothing', () => {
    expect(sliceOf(offsetsOf([]), 0, 320, 2)).toEqual({ from: 0, to: 0 });
  });
});

describe('Keys in the access matrix', () => {
  const shown = tableOf(applyFilter(matrix, everything), 'principals-accounts');
  const at = (row: number, column: number, chip = 0) => ({ row, column, chip });
  const press = (from: ReturnType<typeof at>, key: string, control = false) => moved(from, key, control, shown, 10);

  it('go down through the permission sets of a cell, then to the next row', () => {
    expect(press(at(0, 0), 'ArrowDown')).toEqual(at(0, 0, 1));
    expect(press(at(0, 0, 1), 'ArrowDown')).toEqual(at(1, 0));
    expect(press(at(1, 0), 'ArrowUp')).toEqual(at(0, 0, 1));
  });

  it('stop at the edges', () => {
    expect(press(at(0, 0), 'ArrowLeft')).toEqual(at(0, 0));
    expect(press(at(0, 0), 'ArrowUp')).toEqual(at(0, 0));
    expect(press(at(1, 1), 'ArrowRight')).toEqual(at(1, 1));
    expect(press(at(1, 1), 'PageDown')).toEqual(at(1, 1));
  });

  it('jump to the ends of a row and of the table', () => {
    expect(press(at(1, 0), 'End')).toEqual(at(1, 1));
    expect(press(at(0, 0), 'End', true)).toEqual(at(1, 1));
    expect(press(at(1, 1), 'Home', true)).toEqual(at(0, 0));
  });

  it('that move nothing are left to the page', () => {
    expect(press(at(0, 0), 'a')).toBeUndefined();
  });

  it('keep to what a filter leaves', () => {
    const left = tableOf(applyFilter(matrix, { text: 'maria', statuses: [] }), 'principals-accounts');
    expect(within(at(1, 1, 3), left)).toEqual(at(0, 0));
  });
});

describe('The matrix laid out', () => {
  const laidOut = (pivot: Pivot, text = '') => {
    const { corner, columns, rows, count } = tableOf(applyFilter(matrix, { text, statuses: [] }), pivot);
    const cells = rows.flatMap(({ head, cells: own }) =>
      [...own].map(([at, chips]) => `${head.title} | ${columns[at]?.title}: ${chips.map((it) => it.label).join(', ')}`),
    );
    return [corner, ...cells, count];
  };

  it('has principals and accounts, with permission sets in the cells', () => {
    expect(laidOut('principals-accounts')).toEqual([
      'Principal',
      'analysts | dev: Reader, Writer',
      'analysts | prod: Reader',
      'maria | prod: Admin',
      4,
    ]);
  });

  it('has principals and permission sets, with accounts in the cells', () => {
    expect(laidOut('principals-sets')).toEqual([
      'Principal',
      'analysts | Reader: dev, prod',
      'analysts | Writer: dev',
      'maria | Admin: prod',
      4,
    ]);
  });

  it('has permission sets and accounts, with principals in the cells', () => {
    expect(laidOut('sets-accounts')).toEqual([
      'Permission set',
      'Admin | prod: maria',
      'Reader | dev: analysts',
      'Reader | prod: analysts',
      'Writer | dev: analysts',
      4,
    ]);
  });

  it('shows what the filter leaves, also by words that are no longer in sight', () => {
    expect(laidOut('principals-sets', '4444')).toEqual([
      'Principal',
      'analysts | Reader: dev',
      'analysts | Writer: dev',
      2,
    ]);
  });

  it('says of each chip whose access it is', () => {
    const [row] = tableOf(applyFilter(matrix, everything), 'sets-accounts').rows;
    expect([...(row?.cells.values() ?? [])].flat().map((it) => it.said)).toEqual(['maria in prod as Admin']);
  });
});

describe('What is shown, as a matrix', () => {
  it('has the rows and columns that the filter leaves, and no others', () => {
    const left = shownMatrix(matrix, applyFilter(matrix, { text: 'reader prod', statuses: [] }));
    expect(left.accounts).toEqual([{ id: '111122223333', name: 'prod' }]);
    expect(left.principals.map(({ name, cells }) => [name, cells])).toEqual([
      ['analysts', [{ account: 0, permissionSets: [chip('Reader', 'only-live')] }]],
    ]);
  });

  it('is the matrix itself where nothing is filtered', () => {
    expect(shownMatrix(matrix, applyFilter(matrix, everything))).toEqual(matrix);
  });
});

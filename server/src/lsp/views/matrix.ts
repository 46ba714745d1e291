/** The core's matrix as the client sees it: locations become URIs and ranges, actions become commands. */
import type * as features from '../../core/features';
import type { AccessMatrix } from '../../protocol';
import { actions, type FilesOf, placeIn } from './nodes';

export function matrixOf(matrix: AccessMatrix<features.Place, features.Action>, filesOf: FilesOf): AccessMatrix {
  const opening = <T extends { readonly open?: features.Place | undefined }>(it: T) => ({
    ...it,
    open: placeIn(it.open, filesOf),
  });
  return {
    ...matrix,
    principals: matrix.principals.map((principal) => ({
      ...principal,
      cells: principal.cells.map((cell) => ({ ...cell, permissionSets: cell.permissionSets.map(opening) })),
    })),
    notes: matrix.notes.map((note) => ({
      ...note,
      command: note.command && actions[note.command],
      items: note.items.map(opening),
    })),
  };
}

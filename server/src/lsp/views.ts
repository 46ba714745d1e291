/** The trees as the client sees them: built once for what is known, told about only when something in them may differ. */
import { keepList, rememberEach, rememberLast } from '../core/base';
import * as features from '../core/features';
import type { Access, ProjectFile } from '../core/model';
import type { Clock } from '../host';
import type { AccessGrouping, AccessMatrix, ViewId } from '../protocol';
import type { Folder } from './folder';
import type { Live } from './live';
import { matrixOf } from './matrix';
import { type FilesOf, type Rows, toRows } from './nodes';

export type Views = {
  /** What the code and AWS say, side by side; the same object while neither changed. */
  readonly witnesses: () => features.Witnesses;
  readonly rows: (view: ViewId) => Rows;
  readonly matrix: () => AccessMatrix;
};

export type ViewsWorld = {
  readonly clock: Clock;
  readonly live: Live;
  readonly folders: () => readonly Folder[];
  readonly grouping: () => AccessGrouping;
};

/** Ages are told in minutes, so trees that show them are built anew each minute. */
const minute = 60_000;

export function createViews({ clock, live, folders, grouping }: ViewsWorld): Views {
  const filesOf = filesIn(folders);
  const keepDeclared = keepList<features.DeclaredIn>();
  const collect = rememberLast(
    (
      state: features.Witnesses['live'],
      declared: readonly features.DeclaredIn[],
      provisioning: features.Provisioning | undefined,
    ): features.Witnesses => ({ live: state, declared, provisioning }),
  );
  const access = rememberLast((it: features.Witnesses, by: AccessGrouping) =>
    toRows(features.accessTree(it, by), filesOf),
  );
  const matrix = rememberLast((it: features.Witnesses) => matrixOf(features.accessMatrix(it), filesOf));
  const provisioning = rememberLast((it: features.Witnesses, minutes: number) =>
    toRows(features.provisioningTree(it, minutes * minute), filesOf),
  );

  function witnesses(): features.Witnesses {
    const declared = folders().flatMap(({ root, latest }) =>
      latest ? [declaredIn(latest.declared)(root, latest.project)] : [],
    );
    return collect(live.state(), keepDeclared(declared), live.provisioning());
  }

  return {
    witnesses,
    matrix: () => matrix(witnesses()),
    rows: (view) =>
      view === 'access' ? access(witnesses(), grouping()) : provisioning(witnesses(), Math.ceil(clock.now() / minute)),
  };
}

/** The files of the workspace folders, as they were analysed last. */
export function filesIn(folders: () => readonly Folder[]): FilesOf {
  return (root) => folders().find((it) => it.root === root)?.latest?.files;
}

/** One object for each access: a keystroke that changes no access changes no tree. */
const declaredIn = rememberEach((access: Access) =>
  rememberLast((folder: string, project: ProjectFile): features.DeclaredIn => ({ folder, access, project })),
);

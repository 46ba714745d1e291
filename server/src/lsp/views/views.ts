/** The trees as the client sees them: built once for what is known, the client is notified only when something in them may differ. */
import { keepList, rememberEach, rememberLast } from '../../core/base';
import * as features from '../../core/features';
import type { Access, ProjectFile } from '../../core/model';
import type { Clock } from '../../host';
import type { AccessGrouping, AccessMatrix, ViewId } from '../../protocol';
import type { Folder } from '../folder';
import type { Live } from '../live/live';
import { matrixOf } from './matrix';
import { type FilesOf, type Rows, toRows } from './nodes';

export type Views = {
  /** What the code and AWS say, side by side; the same object while neither changed. */
  readonly sources: () => features.AccessSources;
  readonly rows: (view: ViewId) => Rows;
  readonly matrix: () => AccessMatrix;
};

export type ViewsContext = {
  readonly clock: Clock;
  readonly live: Live;
  readonly folders: () => readonly Folder[];
  readonly grouping: () => AccessGrouping;
};

/** Ages are told in minutes, so trees that show them are built anew each minute. */
const minute = 60_000;

export function createViews({ clock, live, folders, grouping }: ViewsContext): Views {
  const filesOf = filesIn(folders);
  const keepDeclared = keepList<features.DeclaredIn>();
  const collect = rememberLast(
    (
      state: features.AccessSources['live'],
      declared: readonly features.DeclaredIn[],
      provisioning: features.Provisioning | undefined,
    ): features.AccessSources => ({ live: state, declared, provisioning }),
  );
  const access = rememberLast((it: features.AccessSources, by: AccessGrouping) =>
    toRows(features.accessTree(it, by), filesOf),
  );
  const matrix = rememberLast((it: features.AccessSources) => matrixOf(features.accessMatrix(it), filesOf));
  const provisioning = rememberLast((it: features.AccessSources, minutes: number) =>
    toRows(features.provisioningTree(it, minutes * minute), filesOf),
  );

  function sources(): features.AccessSources {
    const declared = folders().flatMap(({ root, latest }) =>
      latest ? [declaredIn(latest.declared)(root, latest.project)] : [],
    );
    return collect(live.state(), keepDeclared(declared), live.provisioning());
  }

  return {
    sources,
    matrix: () => matrix(sources()),
    rows: (view) =>
      view === 'access' ? access(sources(), grouping()) : provisioning(sources(), Math.ceil(clock.now() / minute)),
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

/** What an expression may refer to. Expressions ask their scope; the scope knows modules, files and the current `each`. */
import type { Location } from '../../base';
import type * as hcl from '../../syntax/hcl';
import type { Value } from '../value/value';

export interface Scope {
  /** File the expression stands in: its spans are offsets there. */
  readonly path: string;
  /**
   * The value a reference begins with. `names` is the whole chain of attribute names behind `root` as written
   * (`local.teams.lead` → `local`, [`teams`, `lead`]); `used` says how many of them the value stands for.
   * `undefined`: nothing is declared under that name (an undeclared reference, reported by the caller as unknown).
   */
  readonly reference: (root: string, names: readonly string[], at: Location) => Referenced | undefined;
  readonly files: FileAccess;
  /** Evaluates an expression of this scope, or of one inside it. */
  readonly evaluate: Evaluator;
}

export type Evaluator = (expression: hcl.Expression, scope: Scope) => Value;

export type Referenced = { readonly value: Value; readonly used: number };

/** The file functions' view of the project. Paths are as the expression gave them, already joined with `path.module`. */
export interface FileAccess {
  /**
   * `pending`: not loaded yet, and noted as wanted; `missing`: known not to exist; `binary`: there, and no UTF-8;
   * `outside`: it leads out of the repository, where nobody looks.
   */
  readonly read: (path: string) => FileText | 'missing' | 'pending' | 'binary' | 'outside';
  /** The very bytes of a file. */
  readonly bytes: (path: string) => Uint8Array | 'missing' | 'pending' | 'outside';
  /** Paths below `folder`, relative to it; `undefined` where the folder has not been listed. */
  readonly list: (folder: string) => readonly string[] | undefined;
  /** Whether a file or a folder is known to lead out of the repository. */
  readonly leadsOut: (path: string) => boolean;
}

/** `path` is the file's own, relative to the workspace folder, so that what is decoded from the text can point into it. */
export type FileText = { readonly text: string; readonly path?: string | undefined };

/** What every format of `idc check` is given. */
import type { Finding } from '../../core/analysis';
import type { SourceFile } from '../../core/base';

export type CheckReport = {
  readonly findings: readonly Finding[];
  /** Where idc failed, as sentences' ends: then there may be more findings. */
  readonly faults: readonly string[];
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly color: boolean;
  /** A path from the root of the repository, where CI systems look for it; text and JSON keep those of the folder given. */
  readonly pathInRepository: (path: string) => string;
  /** The page of a rule, as Markdown; `undefined` for findings that have none. */
  readonly pageOf: (rule: string) => string | undefined;
};

export type Format = (report: CheckReport) => string;

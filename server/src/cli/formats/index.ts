/** The formats of `idc check`, by the name given to `--format`; the first is the default. */
import { jsonText } from '../../protocol';
import { findingsReport } from './findings-report';
import { findingsText } from './findings-text';
import { githubAnnotations } from './github';
import { junit } from './junit';
import type { Format } from './report';
import { sarif } from './sarif';

export const formats: Readonly<Record<string, Format>> = {
  text: ({ findings, files, color }) => findingsText(findings, files, color),
  json: ({ findings, files }) => jsonText(findingsReport(findings, files)),
  sarif,
  github: githubAnnotations,
  junit,
};

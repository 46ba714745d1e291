/** Files of one YAML format read by themselves: no evaluation, no other format. */
import { runToEnd } from '../../server/src/core/base';
import type { Part, RegisteredYamlFormat } from '../../server/src/core/declared';
import { emptyProjectFile } from '../../server/src/core/model';

export function readFormat(format: RegisteredYamlFormat, files: ReadonlyMap<string, string>): Part {
  const texts = new Map([...files].map(([path, text]) => [path, { path, text }]));
  const paths = new Set(texts.keys());
  const sources = {
    texts,
    binaries: new Map(),
    paths,
    unlisted: new Set<string>(),
    options: {},
    plans: [],
    project: emptyProjectFile,
  };
  return runToEnd(format.createReader()(sources)).part(new Set(), new Map());
}

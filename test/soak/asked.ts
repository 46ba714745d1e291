/** Everything that an editor asks at a place of a file, and what the command line prints of a folder. */
import type { Analysis } from '../../server/src/core/analysis';
import * as features from '../../server/src/core/features';
import { declaredPage, pageRenderers } from '../../server/src/core/features/report';
import { initialState } from '../../server/src/core/live';
import { linesOf } from './outcome';
import type { Random } from './random';

export function askEverything(analysis: Analysis, random: Random): void {
  const paths = [...analysis.files.keys()];
  if (paths.length === 0) return;
  const path = random.pick(paths);
  const length = analysis.files.get(path)?.text.length ?? 0;
  const offset = random.below(length + 2);
  const names = new Map([['111122223333', 'prod']]);
  const lines = linesOf(analysis);
  const sources: features.AccessSources = {
    live: initialState,
    declared: [{ folder: '', access: analysis.declared, project: analysis.project }],
    provisioning: undefined,
  };
  features.hover({ analysis, sources, path, offset, placeText: () => 'here', linksCommands: true });
  features.completions({ analysis, path, offset, names });
  features.definition(analysis, path, offset);
  features.references(analysis, path, offset);
  features.symbols(analysis, path);
  features.hints(analysis, path, { start: 0, end: length }, names);
  features.lenses(analysis, sources, path);
  if (features.renamableAt(analysis, path, offset)) features.rename(analysis, path, offset, random.pick(newNames));
  const report = features.accessReport(analysis.declared, analysis.unknowns, lines);
  for (const render of [pageRenderers.markdown, pageRenderers.html]) render(declaredPage(report, ''));
}

const newNames = ['Operator', '', '"', '${x}', '__proto__', 'a: b\n', '\u{202e}'];

/**
 * `npm run corpus -- FOLDER --truth FILE`: reads checkouts of public repositories (FOLDER/owner/name) and compares what
 * we understand of each root module with what is known about it. Where that rests on values the repository doesn't hold,
 * `--inputs FILE` gives them: var files, a workspace, texts laid over the checkout. Exits with 1 on a difference, with 2 when it can't run.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isLandingZoneFile, type Part, readTerraform } from '../../server/src/core/declared';
import { emptyProjectFile } from '../../server/src/core/model';
import { unknownText } from '../../server/src/core/wording';
import { openCheckout } from './checkout';
import { type Aspect, aspects, compare, type Verdict } from './compare';
import { readLandingZoneAt } from './landing-zone';
import { type RepositoryTruth, type RootTruth, readInputs, readTruth } from './truth';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    truth: { type: 'string' },
    inputs: { type: 'string' },
    only: { type: 'string' },
    details: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
const inputs = values.inputs === undefined ? {} : readInputs(values.inputs);
if (folder === undefined || values.truth === undefined) {
  process.stderr.write('npm run corpus -- FOLDER --truth FILE [--inputs FILE] [--only TEXT] [--details]\n');
  process.exit(2);
}
process.exitCode = run(folder, values.truth);

function run(checkouts: string, truthFile: string): number {
  const totals = { equal: 0, differs: 0, undecidable: 0 };
  const header = ['repository × root', ...aspects];
  process.stdout.write(`| ${header.join(' | ')} |\n|${header.map(() => '---').join('|')}|\n`);
  for (const repository of readTruth(truthFile).repos) {
    if (values.only && !repository.repo.includes(values.only)) continue;
    const path = join(checkouts, repository.repo);
    if (!existsSync(path)) process.stderr.write(`no checkout of ${repository.repo}\n`);
    else for (const verdicts of checkRepository(repository, path)) for (const it of verdicts.values()) totals[it.is]++;
  }
  process.stdout.write(`\n${totals.equal} equal, ${totals.differs} differ, ${totals.undecidable} undecidable\n`);
  return totals.differs > 0 ? 1 : 0;
}

function* checkRepository(repository: RepositoryTruth, path: string): Generator<ReadonlyMap<Aspect, Verdict>> {
  const evaluate = openCheckout(path);
  for (const root of repository.root_modules) {
    const started = performance.now();
    const { var_files: varFiles, workspace, overlay } = { ...root, ...inputs[`${repository.repo} × ${root.path}`] };
    const folder = root.path.replace(/ \+ .*$/, '');
    const part = isLandingZoneFile(root.path)
      ? readLandingZoneAt(path, root.path)
      : readTerraform(
          evaluate({ root: folder, varFiles, workspace, repository: repository.repo }, overlay),
          emptyProjectFile,
        );
    const verdicts = compare(part, root);
    print(repository, root, verdicts, performance.now() - started);
    if (values.details) explain(part, verdicts);
    yield verdicts;
  }
}

function print({ repo }: RepositoryTruth, root: RootTruth, verdicts: ReadonlyMap<Aspect, Verdict>, took: number): void {
  const cells = [...verdicts.values()].map(({ is, missing, extra, unknown }) =>
    is === 'equal' ? 'equal' : `${is} −${missing.length} +${extra.length} ?${unknown}`,
  );
  process.stdout.write(`| ${repo} × ${root.path} (${Math.round(took)} ms) | ${cells.join(' | ')} |\n`);
}

function explain(part: Part, verdicts: ReadonlyMap<Aspect, Verdict>): void {
  for (const [aspect, { is, missing, extra }] of verdicts) {
    if (is === 'equal') continue;
    for (const row of missing.slice(0, 60)) process.stderr.write(`  ${aspect}: missing ${row}\n`);
    for (const row of extra.slice(0, 60)) process.stderr.write(`  ${aspect}: extra ${row}\n`);
  }
  for (const it of part.unknowns.slice(0, 20)) {
    process.stderr.write(
      `  unknown ${it.address}.${it.attribute}: ${unknownText(it.because)} (${it.origin.at.path})\n`,
    );
  }
  for (const it of part.gaps.slice(0, 6)) process.stderr.write(`  gap ${it.of}: ${unknownText(it.because.because)}\n`);
}

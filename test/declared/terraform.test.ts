/** Runs the pages beside it: Terraform in, declared access out. `UPDATE=1` rewrites the access. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTerraform } from '../../server/src/core/declared';
import { emptyProjectFile, type ProjectFile } from '../../server/src/core/model';
import { evaluateFiles } from '../eval/configuration/evaluate';
import { readPage, type Section, withFence } from '../eval/configuration/page';
import { renderPart } from './render';

const folder = join(import.meta.dirname, 'pages');

for (const name of readdirSync(folder)) {
  const path = join(folder, name);
  const { title, sections } = readPage(readFileSync(path, 'utf8'));
  describe(title, () => {
    for (const section of sections) it(section.title, () => check(path, section));
  });
}

function check(path: string, section: Section): void {
  const part = readTerraform(evaluateFiles(section.files, section.options), projectOf(section));
  const rendered = renderPart(part, section.files);
  if (process.env.UPDATE === '1') {
    const text = readFileSync(path, 'utf8');
    const current = readPage(text).sections.find((it) => it.title === section.title);
    if (current) writeFileSync(path, withFence(text, current, 'access', rendered));
  } else {
    expect(rendered).toBe(section.fences.get('access')?.text);
  }
}

/** A `project` fence holds what the project file would say, as JSON. */
function projectOf({ fences }: Section): ProjectFile {
  return { ...emptyProjectFile, ...JSON.parse(fences.get('project')?.text ?? '{}') };
}

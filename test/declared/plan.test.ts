/**
 * Recorded plans and states read as declared access, with the sources beside them and without: `plans/teams.md` says what
 * comes out of each. `UPDATE=1` rewrites it; `plans/record.ts` records the plans anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../../server/src/core/analysis';
import { readPlan, readTerraform, rootOfPlan } from '../../server/src/core/declared';
import { emptyProjectFile } from '../../server/src/core/model';
import { readPage, type Section, withFence } from '../eval/configuration/page';
import { renderPart } from './render';

const plans = join(import.meta.dirname, 'plans');
const sources = filesBelow(join(plans, 'teams'), 'terraform');

describe('A recorded plan', () => {
  const path = join(plans, 'teams.md');
  for (const section of readPage(readFileSync(path, 'utf8')).sections) {
    it(section.title, () => {
      const rendered = accessOf(section);
      if (process.env.UPDATE === '1') rewrite(path, section, rendered);
      else expect(rendered).toBe(section.fences.get('access')?.text);
    });
  }
});

function accessOf({ options: { plan, withSources } }: Section): string {
  const reading = readPlan(readFileSync(join(plans, 'teams', String(plan)), 'utf8'));
  if (!reading.ok) throw new Error(reading.problem);
  const files = withSources ? sources : new Map<string, string>();
  const workspace = createWorkspace();
  workspace.apply({ texts: files, paths: new Set(files.keys()) });
  const { roots } = workspace.analysis().evaluated;
  const choice = rootOfPlan(reading.plan, roots, { chosen: undefined, current: undefined });
  if (!choice.ok) throw new Error(choice.problem);
  workspace.apply({ plans: [{ plan: reading.plan, file: String(plan), root: choice.root }] });
  return renderPart(readTerraform(workspace.analysis().evaluated, emptyProjectFile), files);
}

function rewrite(path: string, { title }: Section, rendered: string): void {
  const page = readFileSync(path, 'utf8');
  const current = readPage(page).sections.find((it) => it.title === title);
  if (current) writeFileSync(path, withFence(page, current, 'access', rendered));
}

function filesBelow(folder: string, below: string): ReadonlyMap<string, string> {
  const names = readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' });
  const own = names.filter((name) => name.endsWith('.tf')).map((name) => `${below}/${name.replaceAll('\\', '/')}`);
  return new Map(own.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

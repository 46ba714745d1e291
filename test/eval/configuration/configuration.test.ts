/** Runs the pages beside it. `UPDATE=1` rewrites what we evaluate; what Terraform planned is only ever recorded. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disagreements } from './agreement';
import { evaluateFiles } from './evaluate';
import { readPage, type Section, withFence } from './page';
import { render } from './render';

const folder = join(import.meta.dirname, 'pages');

for (const name of readdirSync(folder)) {
  const path = join(folder, name);
  const { title, sections } = readPage(readFileSync(path, 'utf8'));
  describe(title, () => {
    for (const section of sections) it(section.title, () => check(path, section));
  });
}

function check(path: string, section: Section): void {
  const evaluated = evaluateFiles(section.files, section.options);
  const rendered = render(evaluated, section.files);
  const planned = section.fences.get('terraform');
  if (planned) expect(disagreements(evaluated, planned.text)).toEqual([]);
  if (process.env.UPDATE === '1') {
    const text = readFileSync(path, 'utf8');
    const current = readPage(text).sections.find((it) => it.title === section.title);
    if (current) writeFileSync(path, withFence(text, current, 'evaluated', rendered));
  } else {
    expect(rendered).toBe(section.fences.get('evaluated')?.text);
  }
}

/** Runs the page beside it: a landing zone's configuration in, declared access out. `UPDATE=1` rewrites the access. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { landingZone } from '../../server/src/core/declared';
import { readPage, type Section, withFence } from '../eval/configuration/page';
import { readFormat } from '../support/read-format';
import { renderPart } from './render';

const path = join(import.meta.dirname, 'landing-zone.md');
const { title, sections } = readPage(readFileSync(path, 'utf8'));

describe(title, () => {
  for (const section of sections) it(section.title, () => check(section));
});

function check(section: Section): void {
  const rendered = renderPart(partOf(section), section.files);
  if (process.env.UPDATE === '1') {
    const text = readFileSync(path, 'utf8');
    const current = readPage(text).sections.find((it) => it.title === section.title);
    if (current) writeFileSync(path, withFence(text, current, 'access', rendered));
  } else {
    expect(rendered).toBe(section.fences.get('access')?.text);
  }
}

function partOf({ files }: Section) {
  return readFormat(landingZone, files);
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { played, sectionsOf } from '../support/transcript';

const folder = import.meta.dirname;
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));

for (const page of pages) {
  describe(`The transcript ${page}`, () => {
    for (const section of sectionsOf(readFileSync(join(folder, page), 'utf8'))) {
      it(section.title, async () => {
        const text = await played(section);
        if (process.env.UPDATE) rewrite(join(folder, page), section.text, text);
        else expect(text).toBe(section.text);
      });
    }
  });
}

function rewrite(path: string, old: string, text: string): void {
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(old, () => text),
  );
}

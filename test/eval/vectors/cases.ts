/**
 * The cases to record: one expression a line in `cases/*.txt`, several lines between `<<<` and `>>>`; lines that begin
 * with `#` are comments. Locals and resources they refer to stand in the `.tf` file of the same name.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type CaseFile = { readonly name: string; readonly hcl: string; readonly expressions: readonly string[] };

const folder = join(import.meta.dirname, 'cases');

export function caseFiles(): readonly CaseFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort();
  return names.map((file) => {
    const name = file.slice(0, -'.txt'.length);
    const given = join(folder, `${name}.tf`);
    const hcl = existsSync(given) ? readFileSync(given, 'utf8') : '';
    return { name, hcl, expressions: expressionsIn(readFileSync(join(folder, file), 'utf8')) };
  });
}

function expressionsIn(text: string): readonly string[] {
  const found: string[] = [];
  let block: string[] | undefined;
  for (const line of text.split('\n')) {
    if (line === '<<<') block = [];
    else if (line === '>>>') {
      found.push((block ?? []).join('\n'));
      block = undefined;
    } else if (block) block.push(line);
    else if (line.trim() !== '' && !line.startsWith('#')) found.push(line);
  }
  return found;
}

/** How fast Terraform text becomes a tree: ordinary text, broken text, and text that is nested beyond all reason. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as hcl from '../../server/src/core/syntax/hcl';
import { problemText } from '../../server/src/core/wording';
import type { Bench } from './bench';

const pages = join(process.cwd(), 'test/syntax/hcl/pages');
const kinds = ['identity-center', 'blocks', 'for', 'templates', 'heredocs', 'traversals', 'calls', 'operators'];
/** Attribute names repeat from page to page, which is an error only within one body: each page stands in a block. */
const everyKind = kinds
  .map((name) => `part "${name}" {\n${readFileSync(join(pages, `${name}.tf`), 'utf8')}\n}\n`)
  .join('')
  .repeat(40);
const access = readFileSync(join(pages, 'identity-center.tf'), 'utf8');
/** About 3,400 lines: more than any one file of an access repository. */
const accessFile = `${access}\n`.repeat(100);
/** All text of a very large repository; the tree is kept, so that this one measures memory too. */
const accessRepository = `${access}\n`.repeat(2000);
const lines = 'resource "aws_x" "y" {\n  name = "value"\n}\n'.repeat(16_000);
const strayBrace = `${lines.slice(0, lines.length / 2)}}\n${lines.slice(lines.length / 2)}`;

export const benches: readonly Bench[] = [
  parsing('parse Terraform of every kind, 160 KB', everyKind, 80),
  parsing('parse Identity Center access, 105 KB', accessFile, 40),
  parsing('parse Identity Center access, 2.1 MB kept', accessRepository, 1000),
  parsing('parse 48,000 lines with a stray brace', strayBrace),
  parsing('parse 100,000 open brackets', `a = ${'['.repeat(100_000)}`),
  { name: 'tokens of 105 KB', bytes: byteLength(accessFile), run: () => hcl.tokens(accessFile) },
];

/** Broken text is read twice, so a slip in the pages would measure something else. */
for (const text of [everyKind, accessFile]) {
  const [problem] = hcl.parse({ path: 'main.tf', text }).problems;
  if (problem) throw new Error(`the text to measure is broken at ${problem.at.start}: ${problemText(problem.reason)}`);
}

function parsing(name: string, text: string, limit?: number): Bench {
  return { name, bytes: byteLength(text), limit, run: () => hcl.parse({ path: 'main.tf', text }) };
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

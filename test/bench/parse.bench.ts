/** How fast Terraform text becomes a tree: ordinary text, broken text, and text that is nested beyond all reason. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as hcl from '../../server/src/core/syntax/hcl';
import type { Bench } from './bench';

const pages = join(import.meta.dirname, '../syntax/hcl/pages');
const ordinary = ['identity-center', 'blocks', 'for', 'templates', 'heredocs', 'traversals', 'calls']
  .map((name) => readFileSync(join(pages, `${name}.tf`), 'utf8'))
  .join('\n');

/** Attribute names repeat, which is an error only within one body, so each copy stands in a block of its own. */
const everyKind = Array.from({ length: 40 }, (_, index) => `part "${index}" {\n${ordinary}\n}\n`).join('');
const access = readFileSync(join(pages, 'identity-center.tf'), 'utf8');
/** About 3,400 lines: more than any one file of an access repository. */
const accessFile = `${access}\n`.repeat(100);
/** All text of a very large repository; the tree is kept, so that this one measures memory too. */
const accessRepository = `${access}\n`.repeat(2000);
const lines = 'resource "aws_x" "y" {\n  name = "value"\n}\n'.repeat(16_000);
const strayBrace = `${lines.slice(0, lines.length / 2)}}\n${lines.slice(lines.length / 2)}`;

export const benches: readonly Bench[] = [
  parsing('parse Terraform of every kind, 6,000 lines', everyKind),
  parsing('parse Identity Center access, 3,400 lines', accessFile),
  parsing('parse Identity Center access, 68,000 lines', accessRepository),
  parsing('parse 48,000 lines with a stray brace', strayBrace),
  parsing('parse 100,000 open brackets', `a = ${'['.repeat(100_000)}`),
  { name: 'tokens of 3,400 lines', bytes: byteLength(accessFile), run: () => hcl.tokens(accessFile) },
];

function parsing(name: string, text: string): Bench {
  return { name, bytes: byteLength(text), run: () => hcl.parse({ path: 'main.tf', text }) };
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

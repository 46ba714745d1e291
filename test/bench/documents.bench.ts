/** One long document: parsed at the length that is still read, hostile shapes of it, and 10 MB that are not read. */
import * as hcl from '../../server/src/core/syntax/hcl';
import * as yaml from '../../server/src/core/syntax/yaml';
import type { Bench } from './bench';
import { analyseCold, keystroke } from './workspace';

const longest = (piece: string) => piece.repeat(Math.floor(hcl.maxTextLength / piece.length));
const blocks = longest(
  'resource "aws_iam_role" "reader" {\n  name = "reader"\n  tags = { a = 1, b = [1, 2, var.x] }\n}\n',
);
const map = `locals {\n  all = {\n${longest('    key = "value of it"\n').slice(0, -40)}\n  }\n}\n`;
const huge = 'locals {\n  a = 1\n}\n'.repeat(600_000);

export const benches: readonly Bench[] = [
  parsing('parse 2 MB of blocks', blocks, 1000),
  parsing('parse 2 MB of one map', map, 1000),
  parsing('parse 2 MB of closing braces', longest('}'), 1000),
  parsing('parse 2 MB of open calls', longest('a = f(\n'), 1000),
  parsing('parse 2 MB of templates in templates', longest('"${'), 2000),
  {
    name: 'parse 0.4 MB of YAML',
    limit: 4000,
    run: () => yaml.parse({ path: 'a.yaml', text: '- a: [b]\n'.repeat(44_000) }),
  },
  { name: 'analyse a document of 10 MB', limit: 500, run: analyseCold(new Map([['main.tf', huge]])) },
  {
    name: 'a keystroke in a document of 10 MB',
    limit: 500,
    run: keystroke(new Map([['main.tf', huge]]), (count) => new Map([['main.tf', `# ${count}\n${huge}`]])),
  },
  {
    name: 'a keystroke beside a document of 10 MB',
    limit: 200,
    run: keystroke(
      new Map([
        ['main.tf', huge],
        ['other/main.tf', ''],
      ]),
      (count) => new Map([['other/main.tf', `locals {\n  a = ${count}\n}\n`]]),
    ),
  },
];

function parsing(name: string, text: string, limit: number): Bench {
  return { name, bytes: text.length, limit, run: () => hcl.parse({ path: 'main.tf', text }) };
}

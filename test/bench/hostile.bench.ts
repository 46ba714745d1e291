/** What costs without end, or nearly: each is refused within its limit, so that a folder of them still answers. */
import * as evaluation from '../../server/src/core/eval';
import * as hcl from '../../server/src/core/syntax/hcl';
import type { Bench } from './bench';

const chain = (count: number, first: string, next: (before: string) => string) =>
  `  x0 = ${first}\n${Array.from({ length: count }, (_, n) => `  x${n + 1} = ${next(`local.x${n}`)}\n`).join('')}`;

const many = 'range(1000)';
const loops = (n: number) => `  l${n} = [for x in ${many} : [for y in ${many} : "\${x}-\${y}"]]\n`;
const dozen = Array.from({ length: 12 }, (_, n) => n);
const map = (count: number) =>
  `  m = {\n${Array.from({ length: count }, (_, n) => `    k${n} = "v${n}"\n`).join('')}  }\n`;

const nested = `flatten([for a in ${many} : [for b in ${many} : [for c in ${many} : [for d in ${many} : d]]]])`;

const locals: Readonly<Record<string, string>> = {
  'a chain of 59 shared objects, as JSON': `${chain(59, '"x"', (it) => `{ a = ${it}, b = ${it} }`)}  out = jsonencode(local.x59)\n`,
  'four loops of 1,000 within each other': `  out = toset(${nested})\n`,
  '59 doublings of a text': chain(59, '"x"', (it) => `"\${${it}}\${${it}}"`),
  '39 doublings of a list': chain(39, '["x"]', (it) => `concat(${it}, ${it})`),
  'flatten 1,000 × 1,000': `  out = flatten([for x in ${many} : [for y in ${many} : y]])\n`,
  'loops of 1,000 in 1,000': loops(0),
  'a dozen of them': dozen.map(loops).join(''),
  'a map literal of 200,000 entries': map(200_000),
};

const calls = (source: string) => ['a', 'b'].map((name) => `module "${name}" {\n  source = "${source}"\n}\n`).join('');

const modules = Object.fromEntries(
  Array.from({ length: 25 }, (_, n) => [`m${n}/main.tf`, n < 24 ? calls(`../m${n + 1}`) : '']),
);

export const benches: readonly Bench[] = [
  ...Object.entries(locals).map(([name, text]) =>
    evaluating(name, { 'main.tf': `locals {\n${text}}\n${outputs(text)}` }),
  ),
  evaluating('25 modules, each calling the next twice', modules),
];

/** Everything is asked for. */
function outputs(text: string): string {
  const names = [...text.matchAll(/^ {2}(\w+) =/gm)].map(([, name]) => name);
  return names.map((name) => `output "${name}" {\n  value = local.${name}\n}\n`).join('');
}

function evaluating(name: string, files: Readonly<Record<string, string>>): Bench {
  const project: evaluation.Project = {
    files: Object.entries(files).map(([path, text]) => hcl.parse({ path, text })),
    texts: new Map([
      ['.terraform/modules/modules.json', undefined],
      ['.git/config', undefined],
    ]),
    paths: new Set(Object.keys(files)),
    options: {},
  };
  return { name, limit: 2000, run: () => evaluation.evaluateProject(project) };
}

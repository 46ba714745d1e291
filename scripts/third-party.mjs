// The packages inside the bundles, and the licences they come under.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that ask for nothing but their own text. */
const permissive = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]);

/** From the inputs of a bundle (`node_modules/yaml/dist/index.js`, …) to its packages, sorted by name. */
export function packagesOf(inputs) {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  return [...folders].map(readPackage).sort((a, b) => a.name.localeCompare(b.name));
}

/** One text with every package's licence; an error where one is not permissive or has no text to pass on. */
export function notices(packages) {
  const refused = packages.filter(({ license }) => !permissive.has(license));
  if (refused.length > 0) {
    throw new Error(
      `bundled under a licence that is not permissive: ${refused.map((it) => `${it.name} (${it.license})`).join(', ')}`,
    );
  }
  const intro = 'This extension contains the following packages, each under its own licence.\n';
  return [intro, ...groupByText(packages).map(section)].join(`\n${'-'.repeat(80)}\n\n`);
}

function packageFolder(input) {
  const folders = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
  return folders?.[0];
}

/** `text` is all of its licence. */
export function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry))
    .sort()
    .map((entry) => readFileSync(join(folder, entry), 'utf8').trim());
  return { name, version, license, text: texts.join('\n\n') };
}

/** The packages of one author mostly share one text, which needs saying once. */
function groupByText(packages) {
  const groups = new Map();
  for (const it of packages) {
    const key = `${it.license}\n${it.text}`;
    groups.set(key, [...(groups.get(key) ?? []), it]);
  }
  return [...groups.values()];
}

function section(packages) {
  const [{ license, text }] = packages;
  const names = packages.map(({ name, version }) => `${name} ${version}`).join('\n');
  return `${names}\n\n${text === '' ? `Licence: ${license}` : text}\n`;
}

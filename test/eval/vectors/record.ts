/**
 * Records what Terraform says to every case: `npm run record:terraform`, or to those of the files named. With
 * `--random 20000 7` it compares so many generated expressions instead, made from that seed, and prints those to which
 * we and Terraform say different things.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseFile, caseFiles } from './cases';
import { compareRandom } from './random/compare';
import { ask, terraformVersion } from './terraform';

const USAGE = 'usage: npm run record:terraform -- [NAME…] | --random COUNT SEED';
/** Large enough that seeds next to each other never make the same expressions. */
const SEEDS_APART = 1000;

function main(args: readonly string[]): void {
  const version = terraformVersion();
  if (version === undefined) throw new Error('there is no terraform on the PATH');
  if (args[0] === '--random') reportRandom(wholeNumber('COUNT', args[1]), wholeNumber('SEED', args[2]));
  else for (const file of filesNamed(args)) record(file, version);
}

function wholeNumber(name: string, text: string | undefined): number {
  if (text !== undefined && /^\d{1,6}$/.test(text)) return Number(text);
  throw new Error(`${name} must be a whole number below a million, not ${text ?? 'left out'}; ${USAGE}`);
}

function filesNamed(names: readonly string[]): readonly CaseFile[] {
  const files = caseFiles();
  const unknown = names.find((name) => !files.some((file) => file.name === name));
  if (unknown !== undefined) throw new Error(`there is no file of cases called ${unknown}; ${USAGE}`);
  return names.length === 0 ? files : files.filter(({ name }) => names.includes(name));
}

function record({ name, hcl, expressions }: CaseFile, terraform: string): void {
  const answers = ask(
    expressions.map((expression) => ({ expression })),
    hcl,
  );
  const vectors = expressions.map((expression, index) => ({
    terraform,
    ...(hcl === '' ? {} : { hcl: name }),
    expression,
    ...answers[index],
  }));
  writeFileSync(join(import.meta.dirname, `${name}.json`), `${JSON.stringify(vectors, undefined, 2)}\n`);
  process.stdout.write(`${name}: ${vectors.length}\n`);
}

function reportRandom(count: number, seed: number): void {
  let different = 0;
  let unknown = 0;
  for (let done = 0, batch = 0; done < count; batch++) {
    const size = Math.min(50, count - done);
    for (const it of compareRandom(size, seed * SEEDS_APART + batch)) {
      if (it.ours.startsWith('?')) unknown++;
      else different++;
      process.stdout.write(`${it.declared}${it.expression}\n  terraform: ${it.terraform}\n  ours:      ${it.ours}\n`);
    }
    done += size;
    process.stderr.write(`${done} of ${count}\n`);
  }
  process.stdout.write(
    `${count} expressions of seed ${seed}: ${different} answered differently, ${unknown} unknown to us alone\n`,
  );
  if (different > 0) process.exitCode = 1;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

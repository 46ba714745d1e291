/**
 * Records what Terraform says to every case: `npm run record:terraform`. With `--random 20000` it compares so many
 * generated expressions instead, and prints those to which we and Terraform say different things.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseFile, caseFiles } from './cases';
import { compareRandom } from './random';
import { ask, terraformVersion } from './terraform';

function main(args: readonly string[]): void {
  const version = terraformVersion();
  if (version === undefined) throw new Error('there is no terraform on the PATH');
  const random = args.indexOf('--random');
  if (random >= 0) reportRandom(Number(args[random + 1] ?? 1000), Number(args[random + 2] ?? 1));
  else for (const file of caseFiles()) record(file, version);
}

function record({ name, hcl, expressions }: CaseFile, terraform: string): void {
  const answers = ask(expressions, hcl);
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
  let done = 0;
  for (let batch = 0; done < count; batch++) {
    const size = Math.min(500, count - done);
    for (const it of compareRandom(size, seed + batch)) {
      process.stdout.write(`${it.expression}\n  terraform: ${it.terraform}\n  ours:      ${it.ours}\n`);
    }
    done += size;
    process.stderr.write(`${done} of ${count}\n`);
  }
}

main(process.argv.slice(2));

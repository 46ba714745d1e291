/** Terraform itself as the referee: which of many texts its own parser accepts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `undefined` where this machine has no `terraform`. */
export function terraformVersion(): string | undefined {
  const { status, stdout } = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const answer: { readonly terraform_version: string } = JSON.parse(stdout);
  return answer.terraform_version;
}

/** One run of `terraform fmt` over a folder names every file that it cannot parse. */
export function acceptedByTerraform(texts: readonly string[]): readonly boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'idc-fmt-'));
  for (const [index, text] of texts.entries()) writeFileSync(join(folder, `case${index}.tf`), text);
  const options = ['fmt', '-no-color', '-write=false', '-list=false', folder];
  const { stderr } = spawnSync('terraform', options, { encoding: 'utf8', maxBuffer: 1 << 28 });
  rmSync(folder, { recursive: true });
  const rejected = new Set([...stderr.matchAll(/ on \S*case(\d+)\.tf line/g)].map((match) => Number(match[1])));
  return texts.map((_, index) => !rejected.has(index));
}

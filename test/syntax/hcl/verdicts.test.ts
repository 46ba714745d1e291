/**
 * What Terraform's own parser accepts, ours must accept, and what it rejects must be reported. `verdicts/` holds what
 * Terraform 1.11.4 said of texts that show one trait of the language each; where a `terraform` is on the PATH, it is asked
 * again, and about texts made at random as well.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as hcl from '../../../server/src/core/syntax/hcl';
import { pages } from './pages';
import { acceptedByTerraform, terraformVersion } from './terraform';
import { brokenText, soundText, soup } from './texts';

const accepted = recorded('accepted');
const rejected = recorded('rejected');

function recorded(verdict: 'accepted' | 'rejected'): readonly string[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'verdicts', `${verdict}.json`), 'utf8'));
}

function isAccepted(text: string): boolean {
  return hcl.parse({ path: 'main.tf', text }).problems.length === 0;
}

/** The texts about which the two disagree, with Terraform's verdict. */
function disagreements(texts: readonly string[]): readonly string[] {
  const verdicts = acceptedByTerraform(texts);
  return texts.flatMap((text, index) => {
    const verdict = verdicts[index] ?? false;
    return verdict === isAccepted(text)
      ? []
      : [`${verdict ? 'accepted' : 'rejected'} by Terraform: ${JSON.stringify(text)}`];
  });
}

describe('by the recorded verdicts of Terraform 1.11.4', () => {
  it.each(accepted)('%j is sound', (text) => {
    expect(hcl.parse({ path: 'main.tf', text }).problems).toEqual([]);
  });

  it.each(rejected)('%j is reported', (text) => {
    expect(isAccepted(text)).toBe(false);
  });
});

const version = terraformVersion();
if (version === undefined)
  console.log('no terraform on the PATH: its parser is not asked, the recorded verdicts stand alone');
else {
  describe(`Terraform ${version} and our parser agree`, () => {
    it('about the recorded texts', () => {
      expect(acceptedByTerraform(accepted)).not.toContain(false);
      expect(acceptedByTerraform(rejected)).not.toContain(true);
    });

    it('about every page', () => {
      const texts = pages.filter(({ name }) => name.endsWith('.tf')).map(({ text }) => text);
      expect(disagreements(texts)).toEqual([]);
    });

    it('about sound expressions made at random', () => {
      const texts = fc.sample(soundText, { seed: 20, numRuns: 300 });
      expect(acceptedByTerraform(texts)).not.toContain(false);
      expect(disagreements(texts)).toEqual([]);
    });

    it('about broken pages', () => {
      expect(disagreements(fc.sample(brokenText, { seed: 21, numRuns: 400 }))).toEqual([]);
    });

    it('about soup', () => {
      expect(disagreements(fc.sample(soup, { seed: 22, numRuns: 400 }))).toEqual([]);
    });
  });
}

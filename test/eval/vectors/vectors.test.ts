import { describe, expect, it } from 'vitest';
import { compareRandom } from './random/compare';
import { ask, terraformVersion } from './terraform';
import { hclOf, judge, type Vector, type Verdict, vectorFiles, vectorsIn } from './vectors';

const all = vectorFiles().flatMap((file) => vectorsIn(file).map((vector) => ({ file, vector })));

describe('What Terraform said, we say', () => {
  for (const file of vectorFiles()) {
    it(`in all cases of ${file}`, () => {
      const different = vectorsIn(file).flatMap((vector) => described(vector, judge(vector)));
      expect(different).toEqual([]);
    });
  }

  it('with hardly an unknown where Terraform knows', () => {
    const verdicts = all.map(({ vector }) => judge(vector).kind);
    const unknown = verdicts.filter((kind) => kind === 'unknown').length;
    const share = (100 * unknown) / verdicts.length;
    console.log(`${verdicts.length} recorded expressions, ${unknown} unknown to us alone (${share.toFixed(2)} %)`);
    expect(verdicts.length).toBeGreaterThan(600);
    expect(share).toBeLessThan(1);
  });

  it('and nearly every error in the same words', () => {
    const verdicts = all.map(({ vector }) => judge(vector).kind);
    const same = verdicts.filter((kind) => kind === 'same error').length;
    const other = verdicts.filter((kind) => kind === 'error in other words').length;
    expect(same / (same + other)).toBeGreaterThan(0.8);
  });
});

function described({ expression }: Vector, verdict: Verdict): readonly object[] {
  if (verdict.kind !== 'different') return [];
  return [{ expression, terraform: verdict.terraform, ours: verdict.ours }];
}

function byHcl(): ReadonlyMap<string, readonly Vector[]> {
  const groups = new Map<string, Vector[]>();
  for (const { vector } of all) {
    const hcl = hclOf(vector);
    const group = groups.get(hcl) ?? [];
    groups.set(hcl, group);
    group.push(vector);
  }
  return groups;
}

const version = terraformVersion();
const recorded = all[0]?.vector.terraform;

if (version === undefined) console.log('There is no terraform on the PATH: the recordings are not compared with it.');
else if (version !== recorded)
  console.log(`The recordings are of terraform ${recorded}, not ${version}: not compared.`);
else {
  describe(`Terraform ${version} on this machine`, () => {
    for (const [hcl, vectors] of byHcl()) {
      it(`still says what is recorded, asked for a sample ${hcl === '' ? 'of those that need no locals' : 'with locals'}`, () => {
        const sample = vectors.filter((_, index) => index % 25 === 7);
        const answers = ask(
          sample.map(({ expression }) => ({ expression })),
          hcl,
        );
        const said = sample.map(({ expression }, index) => ({ expression, ...answers[index] }));
        expect(said).toEqual(
          sample.map(({ expression, value, error }) =>
            value === undefined ? { expression, error } : { expression, value },
          ),
        );
      }, 120_000);
    }

    it('agrees with us on expressions nobody thought of', () => {
      expect(compareRandom(120, 20_261_124)).toEqual([]);
    }, 120_000);
  });
}

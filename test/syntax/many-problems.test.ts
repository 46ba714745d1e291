/** Texts that were made to be slow or to fill the memory: each ends as a tree with problems, and neither is larger than the text explains. */
import { describe, expect, it } from 'vitest';
import { type Problem, runToEnd } from '../../server/src/core/base';
import * as hcl from '../../server/src/core/syntax/hcl';
import * as yaml from '../../server/src/core/syntax/yaml';
import { problemText } from '../../server/src/core/wording';

const many = 100_000;

describe('Terraform of nothing but mistakes', () => {
  const mistakes = [
    '}',
    'a\n',
    '=\n',
    'a = "\n',
    'a = (\n',
    'a = {\nb = [\n',
    'a = f(\n',
    'a = 1\n',
    'a = "${\n',
    '"\n',
    'a {',
  ];
  for (const piece of mistakes) {
    it(`${JSON.stringify(piece)} many times has a thousand problems and one that says so`, () => {
      const { problems, body } = hcl.parse({ path: 'main.tf', text: piece.repeat(many) });
      expect(problems.length).toBeLessThanOrEqual(1001);
      expect(body.attributes.length).toBeLessThanOrEqual(many);
    });
  }

  it('is not read behind its thousandth problem', () => {
    const { problems, body } = hcl.parse({ path: 'main.tf', text: `${'}\n'.repeat(many)}locals {\n  a = 1\n}\n` });
    expect(last(problems)).toBe('more than 1000 problems: the rest of this file is not read');
    expect(body.blocks).toEqual([]);
  });

  it('is read to its end with a thousand problems', () => {
    const { problems, body } = hcl.parse({ path: 'main.tf', text: `${'a\n'.repeat(1000)}locals {\n  a = 1\n}\n` });
    expect(problems).toHaveLength(1000);
    expect(body.blocks).toHaveLength(1);
  });

  it('in its JSON syntax is read, with the first thousand problems', () => {
    const text = `{ "locals": { ${'"a": 1, '.repeat(5000)}"b": 2 } }`;
    const { problems, body } = hcl.parse({ path: 'main.tf.json', text });
    expect(last(problems)).toBe('more than 1000 problems: the others are not shown');
    expect(body.blocks[0]?.body.attributes).toHaveLength(5001);
  });
});

describe('A Terraform file that is too long', () => {
  it('is not read, and says so', () => {
    const text = 'locals {\n}\n'.repeat(200_000);
    const { body, problems } = runToEnd(hcl.parseDocument({ path: 'main.tf', text }));
    expect(body.blocks).toEqual([]);
    expect(problems.map(({ reason }) => problemText(reason))).toEqual([
      'this file is longer than 2000000 characters and is not read: split it into several files',
    ]);
  });

  it('is read where it is as long as it may be, in slices', () => {
    const text = 'locals {\n}\n'.repeat(hcl.maxTextLength / 11);
    const steps = hcl.parseDocument({ path: 'main.tf', text });
    let slices = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) slices++;
    expect(step.value.body.blocks).toHaveLength(Math.floor(hcl.maxTextLength / 11));
    expect(slices).toBeGreaterThan(40);
  });
});

describe('YAML of nothing but mistakes', () => {
  it('has a thousand problems and one that says so', () => {
    const { problems } = yaml.parse({ path: 'a.yaml', text: '- *b\n'.repeat(20_000) });
    expect(last(problems)).toBe('more than 1000 problems: the others are not shown');
  });

  it('may repeat a key more often than a call can have arguments', () => {
    const file = yaml.parse({ path: 'a.yaml', text: 'a: 1\n'.repeat(180_000) });
    expect(yaml.duplicateKeys(file)).toHaveLength(1001);
  });

  it('may merge more mappings than a call can have arguments', () => {
    const file = yaml.parse({ path: 'a.yaml', text: `x: &x { k: 1 }\nb:\n  <<: [${'*x,'.repeat(160_000)}]\n` });
    const [root] = file.documents.map((it) => it.root);
    const b = root?.kind === 'mapping' ? root.entries[1]?.value : undefined;
    expect(b?.kind === 'mapping' && yaml.fieldsOf(b).map(({ name }) => name)).toEqual(['k']);
  });

  it('is parsed in slices', () => {
    const steps = yaml.parseSteps({ path: 'a.yaml', text: '- a\n'.repeat(20_000) });
    let slices = 0;
    while (!steps.next().done) slices++;
    expect(slices).toBeGreaterThan(20);
  });
});

function last(problems: readonly Problem[]): string {
  const problem = problems.at(-1);
  return problem ? problemText(problem.reason) : '';
}

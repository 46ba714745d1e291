import { firstFew } from '../base';
import type * as model from '../model';
import { groupByPlace, isSamePlace } from './support/places';
import { defineRule, type Located } from './support/rule';

/** Terraform must know every address when it plans; whatever is new then takes a plan of its own, with `-target`. */
export const unstableForEachKey = defineRule({
  name: 'unstable-for-each-key',
  summary: 'Keys of a `for_each`, or a `count`, rest on what is known only after the apply.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    for (const { at, items } of groupByPlace(declared.configuration?.unstableKeys ?? [], (it) => it)) {
      const [keys] = items;
      if (!keys) continue;
      const { by, block, expansion } = keys;
      const attributeDependencies = items.flatMap((it) => it.attributeDependencies);
      const used = isInside(at, expansion) ? [] : [{ at: expansion, message: `the ${by} of ${block}` }];
      report(at, {
        message: message(keys, attributeDependencies),
        related: [...used, ...blocksOf(attributeDependencies)],
      });
    }
  },
});

function message(
  { by, block }: model.UnstableKeys,
  attributeDependencies: model.UnstableKeys['attributeDependencies'],
): string {
  const what = by === 'count' ? `the count of ${block} rests on` : `the keys of ${block} rest on`;
  const texts = firstFew(attributeDependencies.map(({ text }) => text));
  return `${what} ${texts}, known only after apply: where that is new, the plan fails`;
}

function isInside({ origin: { at } }: Located, { origin: { at: whole } }: Located): boolean {
  return at.path === whole.path && at.start >= whole.start && at.end <= whole.end;
}

/** The first three. */
function blocksOf(attributeDependencies: model.UnstableKeys['attributeDependencies']) {
  const blocks = attributeDependencies.filter(
    (it, index) => attributeDependencies.findIndex((other) => isSamePlace(it, other)) === index,
  );
  return blocks.slice(0, 3).map((at) => ({ at, message: `${at.text} comes from here` }));
}

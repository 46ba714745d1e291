/** What the editor shows of hostile names: hovers and tooltips, which are Markdown, and labels, which are not. */
import { describe, expect, it } from 'vitest';
import { lineIndex } from '../../server/src/core/base';
import {
  accessMatrix,
  accessTree,
  hover,
  lenses,
  type Node,
  provisioningTree,
  symbols,
} from '../../server/src/core/features';
import { initialState } from '../../server/src/core/live';
import { createPublisher } from '../../server/src/lsp/language/publish';
import { toRows } from '../../server/src/lsp/views/nodes';
import { codeNamed, harmless, hostile, liveNamed, type NameOf } from '../security/outputs-names';
import { hostileNames } from '../support/media/names';
import { markdownReferences, markdownStructure } from '../support/media/structure';
import { smallSnapshot } from '../support/small-snapshot';
import { analysed } from './support/analysed';

const now = Date.parse('2026-11-24T04:05:00.000Z');
const hiddenSign = /(?!\n)[\p{Cc}\p{Bidi_C}\p{Zl}\p{Zp}\p{Cs}]/u;
const names = hostileNames.filter((it) => !it.includes('\ud800'));

const worlds = new Map<string, ReturnType<typeof analysedWorld>>();

function world(name: NameOf) {
  const known = worlds.get(name('world')) ?? analysedWorld(name);
  worlds.set(name('world'), known);
  return known;
}

function analysedWorld(name: NameOf) {
  const { analysis } = analysed(codeNamed(name));
  const taken = smallSnapshot(liveNamed(name));
  const live = { ...initialState, profile: name('profile'), signedIn: 'yes' as const, snapshot: taken };
  const declared = [{ folder: '/work', access: analysis.declared, project: analysis.project }];
  return { analysis, sources: { live, declared, provisioning: { ...taken, accountNames: new Map<string, string>() } } };
}

/** The hover at the beginning of each name in the code, by what is named. */
function hovers(name: NameOf): readonly string[] {
  const { analysis, sources } = world(name);
  const placeText = (at: { path: string; start: number }) =>
    `${at.path}:${lineIndex(analysis.files.get(at.path)?.text ?? '').placeOf(at.start).line + 1}`;
  return [...analysis.files].flatMap(([path, { text }]) =>
    [...text.matchAll(/ (?:set|managed|policy|group|account|user|stranger|typo|terraform|key|target)(?: name)?"/g)].map(
      ({ index }) =>
        hover({ analysis, sources, path, offset: index, placeText, linksCommands: true })?.markdown ?? 'nothing',
    ),
  );
}

function nodesIn(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((it) => [it, ...nodesIn(it.children ?? [])]);
}

function trees(name: NameOf): readonly Node[] {
  const { sources } = world(name);
  const orders = ['group', 'account', 'permission-set', 'user'] as const;
  return [...orders.flatMap((by) => accessTree(sources, by)), ...provisioningTree(sources, now)];
}

const tooltips = (name: NameOf) => nodesIn(trees(name)).flatMap(({ tooltip }) => tooltip ?? []);
const structures = (texts: readonly string[]) => texts.flatMap(markdownStructure).toSorted();

/** `$(trash)` is text there: only labels take it for an icon. The link that is ours is the only one of a command. */
describe('A hover over a hostile name', () => {
  const expected = structures(hovers((place) => `a ${place}`));

  it.each(names)('is made of what any other is made of: %j', (payload) => {
    const told = hovers(hostile(payload));
    expect(structures(told)).toEqual(expected);
    expect(told.flatMap(markdownReferences)).toEqual([]);
    expect(told.join('\n')).not.toMatch(hiddenSign);
  });
});

describe('A row of a tree about hostile names', () => {
  const expected = structures(tooltips((place) => `a ${place}`));

  it.each(names)('has a tooltip and a label of text alone: %j', (payload) => {
    const told = tooltips(hostile(payload));
    expect(structures(told)).toEqual(expected);
    expect(told.join('\n')).not.toMatch(hiddenSign);
    const rows = toRows(trees(hostile(payload)), () => undefined);
    expect(
      rows
        .children(undefined)
        .flatMap(({ label, description }) => [label, description])
        .join(''),
    ).not.toMatch(/\p{Cc}|\p{Bidi_C}/u);
  });
});

describe('What an editor gets about hostile names', () => {
  it.each(names)('is the same number of everything: %j', (payload) => {
    const counts = (name: NameOf) => {
      const { analysis, sources } = world(name);
      return {
        lenses: lenses(analysis, sources, 'team.access.yaml').length,
        symbols: symbols(analysis, 'team.access.yaml').length,
        chips: accessMatrix(sources).principals.flatMap(({ cells }) => cells).length,
      };
    };
    expect(counts(hostile(payload))).toEqual(counts(harmless));
  });

  it.each(names)('is a message without a hidden sign: %j', (payload) => {
    const { analysis } = world(hostile(payload));
    const sent: string[] = [];
    const publisher = createPublisher(({ diagnostics }) =>
      sent.push(
        ...diagnostics.flatMap((it) => [
          typeof it.message === 'string' ? it.message : it.message.value,
          ...(it.relatedInformation ?? []).map(({ message }) => message),
        ]),
      ),
    );
    publisher.publish({ root: '/work', analysis, leftOut: [], versions: new Map() });
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.filter((it) => hiddenSign.test(it) || it.includes('\n'))).toEqual([]);
  });
});

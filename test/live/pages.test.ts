/** Lists end, whatever the tokens of their pages are, and each thing is there once. */
import { describe, expect, it } from 'vitest';
import { idlePageLimit, pageLimit, paginate } from '../../server/src/host/aws/api/pages';

const list = { action: 'sso:ListPermissionSets' };

/** So many pages were asked for, and what came of them. */
async function read(page: (index: number) => { readonly items: readonly string[]; readonly next: unknown }) {
  let asked = 0;
  const { items, failure } = await paginate(async () => page(asked++), list);
  return { asked, items, kind: failure?.reason.kind };
}

describe('Pages of a list', () => {
  it('are read until there is no token', async () => {
    expect(await read((index) => ({ items: [`${index}`], next: index < 2 ? `${index}` : undefined }))).toEqual({
      asked: 3,
      items: ['0', '1', '2'],
      kind: undefined,
    });
  });

  it.each([null, ''])('end at a token that is empty: %j', async (next) => {
    expect(await read(() => ({ items: ['a'], next }))).toEqual({ asked: 1, items: ['a'], kind: undefined });
  });

  it('that are empty are followed by more', async () => {
    const page = (index: number) => (index < 5 ? { items: [], next: `${index}` } : { items: ['a'], next: undefined });
    expect(await read(page)).toEqual({ asked: 6, items: ['a'], kind: undefined });
  });

  it('whose token was there before are the last: A → A', async () => {
    expect(await read((index) => ({ items: [`${index}`], next: 'A' }))).toEqual({
      asked: 2,
      items: ['0', '1'],
      kind: 'endless-pages',
    });
  });

  it('whose token was there before are the last: A → B → A', async () => {
    const page = (index: number) => ({ items: [`${index}`], next: index % 2 === 0 ? 'A' : 'B' });
    expect(await read(page)).toEqual({ asked: 3, items: ['0', '1', '2'], kind: 'endless-pages' });
  });

  it.each([7, {}, [], true, 'x'.repeat(100_000)])('whose token is no token are the last', async (next) => {
    expect(await read(() => ({ items: ['a'], next }))).toEqual({ asked: 1, items: ['a'], kind: 'malformed-item' });
  });

  it('that bring nothing new come to an end after a thousand', async () => {
    const { asked, items, kind } = await read((index) => ({ items: index === 0 ? ['a'] : [], next: `${index}` }));
    expect({ asked, items, kind }).toEqual({ asked: 1 + idlePageLimit, items: ['a'], kind: 'too-many-pages' });
  });

  it('that repeat what was there bring nothing new', async () => {
    const { asked, items } = await read((index) => ({ items: ['a', 'b'], next: `${index}` }));
    expect({ asked, items }).toEqual({ asked: 1 + idlePageLimit, items: ['a', 'b'] });
  });

  it('that always bring something come to an end after ten thousand', async () => {
    const { asked, items, kind } = await read((index) => ({ items: [`${index}`], next: `${index}` }));
    expect({ asked, kind, items: items.length }).toEqual({
      asked: pageLimit,
      kind: 'too-many-pages',
      items: pageLimit,
    });
  });
});

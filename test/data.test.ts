/** The tables of what AWS has: each says where it is from and of when, and holds what it says it holds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareText } from '../server/src/core/base';
import policies from '../server/src/core/rules/support/data/aws-managed-policies.json';
import regions from '../server/src/core/rules/support/data/aws-regions.json';
import actions from '../server/src/core/rules/support/data/iam-actions.json';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'server/src/core/rules/support/data');
const tables = { policies, regions, actions };

describe.each(Object.entries(tables))('The table of %s', (_, table) => {
  it('names its source with a version and a licence', () => {
    expect(table.source).toMatch(/^npm \S+ \d+\.\d+\.\d+ \((MIT|Apache-2\.0)\)(; npm \S+ \d+\.\d+\.\d+ \(MIT\))?$/);
  });

  it('is dated, and not of the future', () => {
    expect(new Date(table.asOf).toISOString().slice(0, 10)).toBe(table.asOf);
    expect(Date.parse(table.asOf)).toBeLessThan(Date.now());
  });
});

it('The licences of the gathered tables are passed on', () => {
  const licences: readonly { name: string; version: string; license: string; text: string }[] = JSON.parse(
    readFileSync(join(root, 'scripts/data-licenses.json'), 'utf8'),
  );
  const named = licences.map(({ name, version, license }) => `npm ${name} ${version} (${license})`);
  expect(named.toSorted()).toEqual(actions.source.split('; ').toSorted());
  expect(licences.filter(({ text }) => !/Copyright/.test(text))).toEqual([]);
});

it('There is no table without these checks', () => {
  const sources = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).source);
  expect(sources.toSorted()).toEqual(
    Object.values(tables)
      .map((it) => it.source)
      .toSorted(),
  );
});

const lists = {
  policies: policies.names,
  'policies that deny': policies.denying,
  ...Object.fromEntries(Object.entries(regions.partitions).map(([name, list]) => [`regions of ${name}`, list])),
};

it.each(Object.entries(lists))('The list of %s is in order, each once', (_, text) => {
  const names = text.split(' ');
  expect(names).toEqual([...new Set(names)].toSorted(compareText));
  expect(names.filter((it) => !/^[\w+=,.@/-]+$/.test(it))).toEqual([]);
});

describe('The table of actions', () => {
  const services = Object.entries(actions.services);

  it('has every action once, in order', () => {
    const disorderly = services.filter(
      ([, text]) => text !== [...new Set(text.split(' '))].toSorted(compareText).join(' '),
    );
    expect(disorderly).toEqual([]);
    expect(services.filter(([name, text]) => !/^[a-z0-9-]+$/.test(name) || !/^[A-Za-z0-9 -]+$/.test(text))).toEqual([]);
  });

  it('knows what everybody knows', () => {
    expect(services.length).toBeGreaterThan(400);
    expect(actions.services.s3.split(' ')).toContain('GetObject');
    expect(actions.services.iam.split(' ')).toEqual(expect.arrayContaining(['PassRole', 'CreateRole']));
    expect(actions.services.sso.split(' ')).toContain('CreateAccountAssignment');
  });
});

it('The policy of power users is a document', () => {
  expect(JSON.parse(policies.powerUser)).toMatchObject({ Version: '2012-10-17' });
  expect(policies.names.split(' ')).toEqual(expect.arrayContaining(policies.denying.split(' ')));
});

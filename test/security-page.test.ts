/** What docs/security.md promises is held by tests that there are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const named = [...page.matchAll(/`(test\/[\w./-]+\.test\.ts)`/g)].map(([, path = '']) => path);

describe('docs/security.md', () => {
  it('names tests that there are', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('names a test for every threat', () => {
    const threats = page.split('\n').filter((line) => /^\| (?!threat|-)/.test(line) && !line.startsWith('|--'));
    expect(threats.length).toBeGreaterThan(20);
    expect(threats.filter((line) => !line.includes('`test/'))).toEqual([]);
  });

  it('leaves out no test of hostile input', () => {
    const tests = readdirSync(join(root, 'test/security')).filter((name) => name.endsWith('.test.ts'));
    const own = tests.filter((name) => name !== 'hostile-folder.test.ts').map((name) => `test/security/${name}`);
    expect(own.filter((path) => !named.includes(path))).toEqual([]);
  });
});

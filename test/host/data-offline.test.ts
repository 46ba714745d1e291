/** Gathering the tables of AWS anew, where nothing can be gathered. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'server/src/core/rules/support/data');

describe('npm run data, offline', () => {
  const before = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const env = { ...process.env, npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' };
  const run = spawnSync(process.execPath, ['scripts/data.mjs'], { cwd: root, encoding: 'utf8', env });

  it('says what to do, and leaves the tables alone', () => {
    expect(run.stderr).toMatch(
      /^npm run data: the npm registry did not give the packages \(ECONNREFUSED\): are you online\?/,
    );
    expect(run.status).toBe(1);
    expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(before);
  });
});

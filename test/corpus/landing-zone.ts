/** A landing zone of a checkout, with the files it reads. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { landingZone, type Part } from '../../server/src/core/declared';
import { filesReadBy } from '../../server/src/core/declared/landing-zone/zone';
import * as yaml from '../../server/src/core/syntax/yaml';
import { readFormat } from '../support/read-format';

export function readLandingZoneAt(checkout: string, path: string): Part {
  const load = (it: string) => readFileSync(join(checkout, it), 'utf8');
  const beside = filesReadBy(yaml.parse({ path, text: load(path) })).filter((it) => existsSync(join(checkout, it)));
  return readFormat(landingZone, new Map([path, ...beside].map((it) => [it, load(it)])));
}

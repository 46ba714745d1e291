/** A landing zone of a checkout, with the files it reads. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, readByLandingZones, readLandingZones } from '../../server/src/core/declared';
import * as yaml from '../../server/src/core/syntax/yaml';

export function readLandingZoneAt(checkout: string, path: string): Part {
  const load = (it: string) => ({ path: it, text: readFileSync(join(checkout, it), 'utf8') });
  const iam = yaml.parse(load(path));
  const beside = readByLandingZones([iam]).filter((it) => existsSync(join(checkout, it)));
  const files = beside.filter((it) => it.endsWith('.yaml')).map((it) => yaml.parse(load(it)));
  return readLandingZones([iam, ...files], beside.filter((it) => !it.endsWith('.yaml')).map(load));
}

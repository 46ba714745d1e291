/** `accounts` of the project file: names, environments, and which code runs where. */
import { distance } from 'fastest-levenshtein';
import type { ProjectAccount } from '../../model';
import * as yaml from '../../syntax/yaml';
import { readScalars, readText } from './project-texts';

export function readAccounts(reading: yaml.Reading, node: yaml.Node | undefined): readonly ProjectAccount[] {
  if (!node) return [];
  const named = new Map<string, string>();
  return yaml.readFields(reading, node, { kind: 'key', name: 'accounts' }).flatMap(({ name: id, key, value }) => {
    if (!/^\d{12}$/.test(id)) {
      yaml.addProblem(reading, key, { kind: 'invalid-account-key', text: id });
      return [];
    }
    const account = { ...readAccount(reading, id, value), origin: { at: yaml.locationOf(reading, key) } };
    const other = account.name === undefined ? undefined : named.get(account.name);
    if (other !== undefined && account.name !== undefined) {
      yaml.addProblem(reading, key, { kind: 'account-name-taken', by: other, name: account.name });
    }
    if (account.name !== undefined) named.set(account.name, id);
    return [account];
  });
}

/** `"111122223333": prod-data` is short for a mapping with the name alone. */
function readAccount(reading: yaml.Reading, id: string, node: yaml.Node): ProjectAccount {
  if (node.kind === 'scalar' && !yaml.isNull(node)) {
    return { id, name: node.text, environment: undefined, paths: [] };
  }
  const known = { part: { kind: 'account' }, names: ['name', 'environment', 'paths'] } as const;
  const fields = yaml.readKnownFields(reading, node, known);
  return {
    id,
    name: readText(reading, fields.get('name')?.value, { kind: 'name' }),
    environment: readEnvironment(reading, fields.get('environment')?.value),
    paths: readPaths(reading, fields.get('paths')?.value),
  };
}

/** Environments are called anything; but a misspelt `production` leaves an account unwatched. */
function readEnvironment(reading: yaml.Reading, node: yaml.Node | undefined): string | undefined {
  const text = readText(reading, node, { kind: 'environment' });
  const steps = text === undefined ? 0 : distance(text.toLowerCase(), 'production');
  if (node && text !== undefined && steps > 0 && steps <= 2) {
    yaml.addProblem(reading, node, { kind: 'invalid-environment', text });
  }
  return text;
}

function readPaths(reading: yaml.Reading, node: yaml.Node | undefined): readonly string[] {
  return readScalars(reading, node, 'paths').map((scalar) => {
    const isBelow = !/^(\/|~|[a-z]:)|\\|(^|\/)\.\.(\/|$)/i.test(scalar.text);
    if (!isBelow) {
      yaml.addProblem(reading, scalar, { kind: 'path-outside', text: scalar.text });
    }
    return scalar.text;
  });
}

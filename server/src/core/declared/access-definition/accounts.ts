/** `accounts:` of an access definition: name → id. Ids are read from what was written, so that no zero is lost. */
import { isKnown, known, type Maybe, withHop } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';

export type AccountNames = ReadonlyMap<string, model.Account>;

export function readAccounts(reading: yaml.Reading, node: yaml.Node): readonly model.Account[] {
  return yaml.readFields(reading, node, { kind: 'key', name: 'accounts' }).flatMap(({ name, key, value }) => {
    const scalar = yaml.readScalar(reading, value, { kind: 'account-id', account: name });
    if (!scalar) return [];
    const origin = { at: yaml.locationOf(reading, key) };
    return [{ id: readId(reading, scalar), name: known(name, origin), origin, address: `accounts.${name}` }];
  });
}

/** A plain `012345678901` is a number to most readers of YAML (octal to some), and its zero is gone. */
export function readId(reading: yaml.Reading, scalar: yaml.Scalar): Maybe<string> {
  if (scalar.style === 'plain' && /^0\d+$/.test(scalar.text)) {
    yaml.addProblem(reading, scalar, { kind: 'ambiguous-account-id', text: scalar.text });
  }
  return yaml.textOf(reading, scalar);
}

/** An account as an assignment or a policy names it: by its id, or by a name from `accounts`. */
export type AccountReference = {
  readonly account: Maybe<string>;
  readonly name: Maybe<string> | undefined;
  /** The resource that the name stands for, where the id is known only after the apply. */
  readonly address?: string | undefined;
};

export function readReference(reading: yaml.Reading, scalar: yaml.Scalar, names: AccountNames): AccountReference {
  const id = readId(reading, scalar);
  if (!isKnown(id) || looksLikeId(id.value)) return { account: id, name: undefined };
  const account = names.get(id.value);
  if (!account)
    return { account: { because: { kind: 'unknown-account-name', name: id.value }, origin: id.origin }, name: id };
  if (!isKnown(account.id)) return { account: account.id, name: id, address: account.address };
  const step = { kind: 'account-name', name: id.value, id: account.id.value } as const;
  const origin = withHop(id.origin, account.id.origin.at, step);
  return { account: known(account.id.value, origin), name: id };
}

/** Whatever is made of digits was meant as an id, however many there are. */
function looksLikeId(text: string): boolean {
  return /^[\d\s-]+$/.test(text);
}

/** `accounts:` of an access definition: name → id. Ids are read from what was written, so that no zero is lost. */
import { isKnown, known, type Maybe, withHop } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';
import type { AccountNames } from '../part';

export function readAccounts(reading: yaml.Reading, node: yaml.Node): readonly model.Account[] {
  return yaml.readFields(reading, node, { kind: 'key', name: 'accounts' }).flatMap(({ name, key, value }) => {
    const scalar = yaml.readScalar(reading, value, { kind: 'account-id', account: name });
    if (!scalar) return [];
    const origin = { at: yaml.locationOf(reading, key) };
    return [{ id: readId(reading, scalar), name: known(name, origin), origin, address: `accounts.${name}` }];
  });
}

/**
 * An id, or an account's name. A plain `012345678901` is a number to most readers of YAML (octal to some), and its zero is
 * gone.
 */
export function readId(reading: yaml.Reading, scalar: yaml.Scalar): Maybe<string> {
  if (scalar.style === 'plain' && /^0\d+$/.test(scalar.text)) {
    yaml.addProblem(reading, scalar, { kind: 'ambiguous-account-id', text: scalar.text });
  }
  return yaml.textOf(reading, scalar);
}

/** The account that an assignment or a policy names. */
export type AccountReference = {
  readonly account: Maybe<string>;
  readonly name: Maybe<string> | undefined;
  /** The resource that the name stands for, where the id is known only after the apply. */
  readonly address?: string | undefined;
};

/** `written` is an id, or a name that this or another format gives an account. */
export function resolveAccount(written: Maybe<string>, names: AccountNames): AccountReference {
  if (!isAccountName(written) || !isKnown(written)) return { account: written, name: undefined };
  const account = names.get(written.value);
  if (!account) {
    return {
      account: { because: { kind: 'unknown-account-name', name: written.value }, origin: written.origin },
      name: written,
    };
  }
  if (!isKnown(account.id)) return { account: account.id, name: written, address: account.address };
  const step = { kind: 'account-name', name: written.value, id: account.id.value } as const;
  const origin = withHop(written.origin, account.id.origin.at, step);
  return { account: known(account.id.value, origin), name: written };
}

/** Whatever is made of digits was meant as an id, however many there are. */
export function isAccountName(written: Maybe<string>): boolean {
  return isKnown(written) && !/^[\d\s-]+$/.test(written.value);
}

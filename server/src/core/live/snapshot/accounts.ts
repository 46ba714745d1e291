/** The accounts of the organization, or those that other answers name. */
import * as model from '../../model';
import type { Answer } from '../questions/answer';
import { foundOf } from '../questions/found';
import { operationOf } from '../questions/operation';
import { apiOrigin, knownFrom, unknownFrom } from './api-origin';
import { byAccountId, inOrder } from './order';
import { reasonsOfList } from './reasons';

/** Where the organization may not be read, the accounts are those that anything else names; their names stay unknown. */
export function accounts(answers: readonly Answer[]): model.Listing<model.Account> {
  const operation = operationOf({ kind: 'accounts' });
  const listed = foundOf(answers, 'account').map(
    ({ id, name, state }): model.Account => ({
      id: knownFrom(operation, id),
      name: name === undefined ? undefined : knownFrom(operation, name),
      origin: apiOrigin(operation),
      ...(state && { state }),
    }),
  );
  const because = reasonsOfList(answers, 'accounts');
  const known = new Set(foundOf(answers, 'account').map(({ id }) => id));
  const others = because.length === 0 ? [] : accountsNamed(answers).filter(({ id }) => !known.has(id));
  const seen = others.map(
    ({ id, operation: by }): model.Account => ({
      id: knownFrom(by, id),
      name: unknownFrom(operation, because[0]?.because ?? { kind: 'accounts-not-listed' }),
      origin: apiOrigin(by),
    }),
  );
  return model.listing(inOrder([...listed, ...seen], byAccountId), ({ id }) => id, because);
}

function accountsNamed(answers: readonly Answer[]): readonly { readonly id: string; readonly operation: string }[] {
  const seen = new Map<string, string>();
  for (const { step, found } of answers) {
    for (const it of found) {
      const named = it.kind === 'provisioned' || it.kind === 'assignment' ? it.account : undefined;
      if (named && !seen.has(named)) seen.set(named, operationOf(step));
    }
  }
  return [...seen].map(([id, operation]) => ({ id, operation }));
}

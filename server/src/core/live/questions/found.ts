/** Selects what answers found, by kind. */
import type { Answer, Found } from './answer';

export type FoundOf<K extends Found['kind']> = Extract<Found, { readonly kind: K }>;

/** Everything of one kind that was found, in the order of the answers. */
export function foundOf<K extends Found['kind']>(answers: readonly Answer[], kind: K): readonly FoundOf<K>[] {
  const ofKind = (found: Found): found is FoundOf<K> => found.kind === kind;
  return answers.flatMap(({ found }) => found.filter(ofKind));
}

/** What tells it apart from others of its kind, whatever else is said of it: two pages may show the same thing twice. */
export function identityOf(found: Found): string {
  return JSON.stringify([found.kind, ...idsOf(found)]);
}

function idsOf(found: Found): readonly string[] {
  switch (found.kind) {
    case 'set':
    case 'set-details':
    case 'inline-policy':
      return [found.set];
    case 'managed-policy':
    case 'aws-boundary':
      return [found.set, found.arn];
    case 'customer-policy':
    case 'customer-boundary':
      return [found.set, found.path, found.name];
    case 'provisioned':
    case 'outdated':
      return [found.set, found.account];
    case 'member':
      return [found.group, found.user];
    case 'assignment':
      return [found.account, found.set, found.principal];
    case 'request':
      return [found.request.kind, found.request.id];
    case 'request-listed':
      return [found.of, found.id];
    case 'group':
    case 'user':
    case 'account':
    case 'no-such-principal':
      return [found.id];
  }
}

/** With which of a user's roles in an account to look there. */
import { matchesGlob } from '../../../core/base';

/** Those the user prefers, in that order; then from the weakest to the strongest, since to look needs no administrator. */
export function rolesInOrder(roles: readonly string[], preferred: readonly string[]): readonly string[] {
  const rank = (role: string) => {
    const index = preferred.findIndex((pattern) => matchesGlob(pattern, role));
    return index < 0 ? preferred.length + strength(role) : index;
  };
  return roles.toSorted((a, b) => rank(a) - rank(b));
}

/** Names are all that the portal tells about a role. */
function strength(role: string): number {
  if (/read.?only|audit|view/i.test(role)) return 0;
  return /admin|power|break.?glass/i.test(role) ? 2 : 1;
}

/** The code that an explanation may name lines of. */
import type * as model from '../../model';

/** Only to find what is there: that something is not in it says nothing of the other files. */
export function codeIn(declared: model.Access, isWanted: (path: string) => boolean): model.Access {
  const isThere = ({ origin }: Pick<model.Assignment, 'origin'>) => isWanted(origin.at.path);
  const { permissionSets, assignments } = declared;
  const byName = new Map([...permissionSets.byName].filter(([, set]) => isThere(set)));
  return {
    ...declared,
    permissionSets: { ...permissionSets, all: permissionSets.all.filter(isThere), byName },
    assignments: { ...assignments, all: assignments.all.filter(isThere) },
  };
}

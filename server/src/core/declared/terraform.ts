/** Evaluated Terraform read as access: Identity Center's resources and data sources, and what they need. */
import type { Evaluated } from '../eval';
import type * as model from '../model';
import type { Part } from './part';

export function readTerraform(_evaluated: Evaluated, _projectFile: model.ProjectFile): Part {
  return {
    permissionSets: [],
    groups: [],
    users: [],
    accounts: [],
    policies: [],
    assignments: [],
    gaps: [],
    unknowns: [],
    problems: [],
  };
}

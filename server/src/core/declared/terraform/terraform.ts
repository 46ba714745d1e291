/** Evaluated Terraform read as access: Identity Center's resources and data sources, and what they need. */
import { contained, type Fault, rememberEach, rememberLast } from '../../base';
import type * as evaluation from '../../eval';
import type * as model from '../../model';
import { faultyPart } from '../faulty-part';
import { joinParts, type Part } from '../part';
import { accountOf } from './accounts';
import { readAssignments } from './assignments';
import { joinConfigurations, readConfiguration } from './configuration/configuration';
import { readGaps, unfollowedModules } from './gaps';
import { readGroupUses } from './group-uses';
import { readPermissionSets } from './permission-sets';
import { readPolicies } from './policies';
import { groups, readPrincipals, users } from './principals';

export type AccessReader = (evaluated: evaluation.Evaluated, project: model.ProjectFile) => Part;

/** Reads a root again only when it was evaluated again, or when the project file says something else. */
export function createAccessReader(): AccessReader {
  const readerFor = rememberLast((project: model.ProjectFile) =>
    rememberEach((root: evaluation.EvaluatedRoot) => containedRoot(root, project)),
  );
  return ({ roots, problems, fault }, project) => {
    const parts = [...roots.map(readerFor(project)), ...(fault ? [faultyRootPart(fault)] : [])];
    return joined(parts, problems);
  };
}

export function readTerraform(evaluated: evaluation.Evaluated, project: model.ProjectFile): Part {
  return createAccessReader()(evaluated, project);
}

function joined(parts: readonly RootPart[], problems: Part['problems']): Part {
  const all = joinParts(parts);
  const [permissionSets, groups, users] = [
    declaredFirst(all.permissionSets),
    declaredFirst(all.groups),
    declaredFirst(all.users),
  ];
  const configuration = joinConfigurations(parts.map((part) => part.configuration));
  return { ...all, permissionSets, groups, users, problems, configuration };
}

/** A listing keeps the first of a name, and what the code makes says more than what it looks up. */
function declaredFirst<T extends { readonly presence: model.Presence }>(items: readonly T[]): readonly T[] {
  const isMade = (it: T) => it.presence === 'declared';
  return [...items.filter(isMade), ...items.filter((it) => !isMade(it))];
}

type RootPart = Part & { readonly configuration: model.Configuration };

function containedRoot(root: evaluation.EvaluatedRoot, project: model.ProjectFile): RootPart {
  if (root.fault) return faultyRootPart(root.fault);
  return contained({ kind: 'root', path: root.path }, () => readRoot(root, project), faultyRootPart);
}

function faultyRootPart(fault: Fault): RootPart {
  return { ...faultyPart(fault), configuration: joinConfigurations([]) };
}

function readRoot(root: evaluation.EvaluatedRoot, project: model.ProjectFile): RootPart {
  const reading = { root, project };
  const sets = readPermissionSets(root);
  const groupsRead = readPrincipals(root, groups);
  const usersRead = readPrincipals(root, users);
  const policies = readPolicies(reading);
  const assignments = readAssignments(reading);
  const accounts = root.instances.filter((it) => it.mode === 'managed' && it.type === 'aws_organizations_account');
  return {
    permissionSets: sets.permissionSets,
    unresolvedPolicies: sets.unresolvedPolicies,
    groups: groupsRead.principals,
    groupUses: readGroupUses(root),
    users: usersRead.principals,
    accounts: accounts.map(accountOf),
    policies: policies.policies,
    assignments: assignments.assignments,
    gaps: readGaps(root),
    unknowns: [
      ...[sets, groupsRead, usersRead, policies, assignments].flatMap((read) => read.unknowns),
      ...unfollowedModules(root),
    ],
    problems: [],
    configuration: readConfiguration(root),
  };
}

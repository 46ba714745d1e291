/**
 * Published ways from some rights to all of them, as far as they are open to the holder of a role and need nothing that may
 * not exist. Sources: Rhino Security Labs, "AWS IAM Privilege Escalation: Methods and Mitigation"; Datadog, pathfinding.cloud.
 */
import type { Statement } from './policy-statements';

export type EscalationPath = {
  /** All of them are needed. */
  readonly actions: readonly string[];
  /** What the holder does with them, to be read behind "lets its holder". */
  readonly by: string;
  /** The holder makes the thing anew, so any pattern of names is as good as all names. */
  readonly isCreation?: true;
};

const passing: readonly (readonly string[])[] = [
  ['ec2:RunInstances'],
  ['lambda:CreateFunction', 'lambda:InvokeFunction'],
  ['lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
  ['ecs:RegisterTaskDefinition', 'ecs:RunTask'],
  ['codebuild:CreateProject', 'codebuild:StartBuild'],
  ['cloudformation:CreateStack'],
  ['glue:CreateDevEndpoint'],
  ['glue:CreateJob', 'glue:StartJobRun'],
  ['sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
  ['sagemaker:CreateTrainingJob'],
  ['sagemaker:CreateProcessingJob'],
  ['datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition', 'datapipeline:ActivatePipeline'],
];

export const escalationPaths: readonly EscalationPath[] = [
  ...['iam:AttachRolePolicy', 'iam:PutRolePolicy'].map((grant): EscalationPath => {
    return { actions: ['iam:CreateRole', grant], by: 'create a role with any policy and assume it', isCreation: true };
  }),
  ...['iam:AttachUserPolicy', 'iam:PutUserPolicy'].flatMap((grant) =>
    ['iam:CreateAccessKey', 'iam:CreateLoginProfile'].map((enter): EscalationPath => {
      const actions = ['iam:CreateUser', grant, enter];
      return { actions, by: 'create a user with any policy and sign in as that user', isCreation: true };
    }),
  ),
  { actions: ['iam:CreatePolicyVersion'], by: 'give any customer managed policy another text' },
  { actions: ['iam:UpdateAssumeRolePolicy'], by: 'become any role by changing whom it trusts' },
  { actions: ['iam:AttachRolePolicy', 'sts:AssumeRole'], by: 'attach any policy to a role and assume it' },
  { actions: ['iam:PutRolePolicy', 'sts:AssumeRole'], by: 'write any policy into a role and assume it' },
  { actions: ['iam:CreateAccessKey'], by: 'make access keys of any user' },
  { actions: ['iam:CreateLoginProfile'], by: 'set a password for any user that has none' },
  { actions: ['iam:UpdateLoginProfile'], by: "change any user's password" },
  ...passing.map((actions): EscalationPath => {
    return { actions: ['iam:PassRole', ...actions], by: `hand any role to ${serviceOf(actions)} and use it there` };
  }),
];

function serviceOf([action = '']: readonly string[]): string {
  return action.split(':')[0] ?? '';
}

/** The statements that open a path, one for each of its actions; `undefined` where it is not certainly open. */
export function opening<S extends Statement>(path: EscalationPath, statements: readonly S[]): readonly S[] | undefined {
  const { actions } = path;
  if (statements.some((it) => it.effect === 'Deny' && actions.some((action) => it.covers(action)))) return undefined;
  const allowing = statements.filter((it) => it.effect === 'Allow' && !it.isConditional);
  const patterns = path.isCreation ? creatable(actions, allowing) : ['*'];
  for (const pattern of patterns) {
    const found = actions.map((action) => allowing.find((it) => it.covers(action) && reaches(it, action, pattern)));
    if (found.every((it) => it !== undefined)) return found;
  }
  return undefined;
}

/** Patterns that leave open the name of what is made. */
function creatable(actions: readonly string[], allowing: readonly Statement[]): readonly string[] {
  const own = allowing.filter(({ covers }) => actions.some(covers)).flatMap((it) => it.resources ?? []);
  return own.filter((it) => /^\*$|^arn:[^:]*:iam::[^:]*:(\*$|(role|user)\/.*\*)/.test(it));
}

/** Whether a statement is about all that the pattern is about. Services' own resources have no names before they exist. */
function reaches({ resources }: Statement, action: string, pattern: string): boolean {
  if (!resources) return false;
  return resources.some((it) => it === '*' || isEvery(it, action) || (pattern !== '*' && covers(it, pattern)));
}

/** `arn:aws:iam::111122223333:role/*`: all of the account the holder is in. */
function isEvery(resource: string, action: string): boolean {
  const kind = /Role|Pass/.test(action) ? 'role' : /User|Login|AccessKey/.test(action) ? 'user' : 'policy';
  return new RegExp(`^arn:[^:]*:iam::[^:]*:(\\*|${kind}/\\*)$`).test(resource);
}

/** A pattern covers another that begins with all it says before its first `*`. */
function covers(wider: string, narrower: string): boolean {
  if (wider === narrower) return true;
  return wider.endsWith('*') && wider.indexOf('*') === wider.length - 1 && narrower.startsWith(wider.slice(0, -1));
}

/** Three accounts of the same access: what Terraform says it made, what `idc` reads in the code, what `idc` reads from AWS. */
import { join } from 'node:path';
import type { Emulator } from '../support/identity-center';
import type { EmulatorState } from '../support/identity-center/state';
import { signInAt } from './home';
import { type Outcome, root, run } from './programs';
import { accounts } from './support';

export type Terraform = (where: string, args: readonly string[]) => Promise<Outcome>;

/** `group account permission-set` by the address of the instance that grants it. */
export type Grants = ReadonlyMap<string, string>;

export async function statedByTerraform(terraform: Terraform, world: EmulatorState): Promise<Grants> {
  const { stdout } = await terraform('terraform', ['show', '-json']);
  const resources: readonly StatedResource[] = JSON.parse(stdout).values.root_module.resources;
  const nameOf = ({ principal_id, target_id, permission_set_arn }: Readonly<Record<string, string>>): string => {
    const group = world.groups.get(principal_id ?? '')?.name;
    return `${group} ${target_id} ${world.permissionSets.get(permission_set_arn ?? '')?.name}`;
  };
  const assignments = resources.filter(({ type }) => type === 'aws_ssoadmin_account_assignment');
  return new Map(assignments.map(({ address, values }) => [address, nameOf(values)]));
}

type StatedResource = {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, string>>;
};

type Report = { readonly assignments: readonly ReportedAssignment[] };

type ReportedAssignment = {
  readonly address: string;
  readonly principal: string;
  readonly account: string;
  readonly permissionSet: string;
};

const tripleOf = (it: ReportedAssignment): string => `${it.principal} ${it.account} ${it.permissionSet}`;

export const triplesOf = ({ assignments }: Report): readonly string[] => assignments.map(tripleOf);

/** What Terraform has a resource for; the access definitions beside it are none of Terraform's business. */
export const declaredAssignments = ({ assignments }: Report): Grants =>
  new Map(assignments.filter(({ address }) => address.startsWith('aws_')).map((it) => [it.address, tripleOf(it)]));

export async function idc(args: readonly string[], home?: string): Promise<Report> {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const env = { AWS_PROFILE: undefined, ...(home === undefined ? {} : { HOME: home }) };
  const { stdout, stderr } = await run(process.execPath, [tsx, 'server/src/cli.ts', ...args], { env });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The home folder of somebody who may look at Identity Center from the management account. */
export function homeOf(emulator: Emulator, user: string, within: string): string {
  const home = join(within, 'home');
  const { url, region, startUrl } = emulator;
  const token = emulator.signIn(user);
  signInAt(home, { account: accounts.management, role: 'SecurityAudit', url, region, startUrl, token });
  return home;
}

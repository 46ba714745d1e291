// Who may go where, three times: as the emulator holds it, as the code says it, and as the Access view shows it; each as
// lines `principal / account / permission set`, so that comparing them is comparing lists.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repository } from '../../scripts/repository';
import { run } from '../../scripts/vscode/process-group';
import type { AccessReport } from '../../server/src/protocol';
import type { Editor } from './editor';
import type { Row } from './tree';

type Assignment = { readonly principal: string; readonly account: string; readonly permissionSet: string };
export type EmulatorState = {
  readonly assignments: readonly Assignment[];
  /** Roles in accounts; one that is not current holds an older version of its permission set. */
  readonly provisioned: readonly { account: string; permissionSet: string; current: boolean }[];
  readonly requests: readonly { account?: string; permissionSet: string; status: string; failureReason?: string }[];
};

export async function emulatorState({ emulator }: Editor): Promise<EmulatorState> {
  const answer = await fetch(`${emulator.url}/_emulator/state`);
  // Written by the emulator of this repository, whose tests hold it to this shape.
  return (await answer.json()) as EmulatorState;
}

export function liveGrants(state: EmulatorState): readonly string[] {
  return state.assignments.map(lineOf).sort();
}

export async function declaredGrants({ sandbox }: Editor): Promise<readonly string[]> {
  const args = [join(repository, 'dist/cli.js'), 'access', sandbox.workspace, '--format', 'json'];
  const { output } = await run({ program: process.execPath, args });
  // The contract that the command line's own tests hold it to.
  const { assignments } = JSON.parse(output) as AccessReport;
  return assignments
    .map(({ principal, account, permissionSet }) => `${principal} / ${account} / ${permissionSet}`)
    .sort();
}

export type ShownGrant = { readonly grant: string; readonly status: string };

/** Below a principal stand its accounts, with their ids, and below those the permission sets, with their status. */
export function shownGrants(rows: readonly Row[]): readonly ShownGrant[] {
  const path: Row[] = [];
  return rows.flatMap((row) => {
    path.splice(row.level - 1, path.length, row);
    const [account, principal] = [path.at(-2), path.at(-3)];
    const id = account === undefined ? undefined : accountId(account);
    if (id === undefined || principal === undefined) return [];
    return [{ grant: `${nameOf(principal)} / ${id} / ${row.label}`, status: row.description }];
  });
}

/** A principal that AWS has no name for stands by its id. */
function nameOf({ label, description }: Row): string {
  return label.startsWith('Unresolved ') ? (description.split(' ')[0] ?? '') : label;
}

/** The id stands behind the account's name, or is the name where there is no other. */
function accountId({ label, description }: Row): string | undefined {
  return [description, label].find((text) => /^\d{12}$/.test(text));
}

/** Permission sets that the project file says are managed elsewhere. */
export function outsideSets({ sandbox }: Editor): readonly string[] {
  const { outside } = parse(readFileSync(join(sandbox.workspace, '.idc.yaml'), 'utf8'));
  return outside.permissionSets;
}

export type Expected = {
  readonly state: EmulatorState;
  readonly declared: readonly string[];
  readonly outside: readonly string[];
};

/** What the view should say of a grant, going by the emulator, the code and the project file. */
export function expectedStatus(grant: string, { state, declared, outside }: Expected): string {
  const isLive = state.assignments.some((it) => lineOf(it) === grant);
  const isInCode = declared.includes(grant);
  if (isLive && isInCode) return 'in code and live';
  if (isLive && outside.some((set) => grant.endsWith(` / ${set}`))) return 'managed elsewhere';
  return isLive ? 'only live' : 'only in code';
}

function lineOf({ principal, account, permissionSet }: Assignment): string {
  return `${principal} / ${account} / ${permissionSet}`;
}

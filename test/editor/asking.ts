// What is asked about access once it was read: explanations, comparisons, changes, policies, files. Told as tests of a session
// that another page opened, signed in and refreshed, since a VS Code takes its time to start.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Sandbox } from '../../scripts/playground/sandbox';
import { askForRole, hold, release } from './control';
import type { Editor } from './editor';

const grants = 'terraform/teams.yaml';
const older = 'account_ids: ["444455556666", "555566667777"]\n    permission_set: WebDeveloper';
const newer = 'account_ids: ["444455556666"]\n    permission_set: WebDeveloper';

/** A repository whose last commit grants one account less than the files do now. */
export async function commitWorkspace({ workspace }: Sandbox): Promise<void> {
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', workspace, ...args], { stdio: 'ignore' });
  const path = join(workspace, grants);
  const text = await readFile(path, 'utf8');
  if (!text.includes(older)) throw new Error(`not in ${grants}: ${older}`);
  await writeFile(path, text.replace(older, newer));
  git('init', '--initial-branch', 'main');
  git('add', '--all');
  git('-c', 'user.name=Acme', '-c', 'user.email=acme@example.com', 'commit', '-m', 'Web team works in staging');
  await writeFile(path, text);
}

export function asking(session: () => Editor): void {
  const workbench = () => session().workbench;
  const report = () => workbench().webview;
  const heading = (name: string | RegExp) => report().getByRole('heading', { name });
  const closeTabs = () => workbench().run('View: Close All Editors');

  it('explains why somebody cannot reach an account, down to the line of code', async () => {
    await workbench().dismissToasts();
    await closeTabs();
    await workbench().run('IdC: Explain Access…');
    await workbench().answer('greta.holm');
    await session().screenshot('asking-1-where');
    await workbench().answer('staging-data');
    await workbench().answer('RedshiftAnalyst');
    await heading('greta.holm in staging-data as RedshiftAnalyst').waitFor();
    await heading(/AWS could not make the assignment/).waitFor();
    await report().getByText('Next step').waitFor();
    await report()
      .getByText('read just now')
      .or(report().getByText(/read \d+ min ago/))
      .waitFor();
    await session().screenshots('asking-2-explained');
    await report().getByRole('button', { name: 'terraform/permission-sets.tf:7' }).click();
    await workbench().lines.filter({ hasText: 'my-redshift-analyst-policy' }).first().waitFor();
    await closeTabs();
  });

  it('adds the events of CloudTrail once they are read: somebody asked for the role and was refused', async () => {
    await askForRole(session(), 'greta.holm', '111122223333', 'DataEngineer');
    await hold(session(), ['cloudtrail:LookupEvents']);
    await workbench().run('IdC: Explain Access…');
    for (const choice of ['greta.holm', 'prod-data', 'DataEngineer']) await workbench().answer(choice);
    // The answer does not wait for them.
    await heading(/another permission set/).waitFor();
    await report().getByRole('button', { name: 'Stop' }).waitFor();
    await release(session());
    const refused = report().getByRole('row', { name: /GetRoleCredentials greta\.holm .* failed with Forbidden/ });
    await refused.waitFor();
    await refused.getByText(/ · (just now|\d+ min ago)/).waitFor();
    await session().screenshot('asking-2-events');
  });

  it('stops looking for events when told to, and keeps the rest', async () => {
    await hold(session(), ['cloudtrail:LookupEvents']);
    await report().getByRole('button', { name: 'Update' }).click();
    await report().getByRole('button', { name: 'Stop' }).click();
    await report()
      .getByText(/you stopped it/)
      .waitFor();
    await heading(/another permission set/).waitFor();
    await release(session());
    await closeTabs();
  });

  it('explains a row of the Access view without asking again', async () => {
    await workbench().view('Access').collapseAll();
    const row = workbench()
      .view('Access')
      .row(/^web-developers/);
    await workbench().chooseInMenu(row, 'Explain Access…');
    await workbench().answer('prod-data');
    await workbench().answer('Any permission set');
    await heading('web-developers in prod-data').waitFor();
    await heading(/Nobody is assigned that/).waitFor();
    await closeTabs();
  });

  it('compares the code with live access, and shows a row in the tree', async () => {
    await workbench().run('IdC: Compare Code with Live');
    await heading(/Code and AWS differ/).waitFor();
    await session().screenshot('asking-3-compared');
    await report()
      .getByRole('button', { name: /Show in the Access view/ })
      .first()
      .click();
    await workbench().view('Access').rows.and(workbench().page.locator('.selected')).first().waitFor();
    await session().screenshot('asking-4-in-tree');
    await closeTabs();
  });

  it('shows what the files grant beyond the last commit', async () => {
    await workbench().run('IdC: Show Access Changes Against…');
    await workbench().quickRows.filter({ hasText: 'Web team works in staging' }).first().waitFor();
    await session().screenshot('asking-5-revisions');
    await workbench().answer('main');
    await heading('Access changes since main').waitFor();
    await report()
      .getByRole('row', { name: /web-developers sandbox \(555566667777\) WebDeveloper/ })
      .waitFor();
    await session().screenshot('asking-6-changes');
    await closeTabs();
  });

  it('says which revision there is not', async () => {
    await workbench().run('IdC: Show Access Changes Against…');
    await workbench().answer('no-such-branch');
    await report().getByRole('alert').getByText('Git knows no revision: no-such-branch').waitFor();
    await session().screenshot('asking-7-no-revision');
    await closeTabs();
  });

  it('looks for policies in the target accounts', async () => {
    await workbench().run('IdC: Check Policies in Target Accounts');
    await heading('Policies in target accounts').waitFor();
    await heading(/missing/)
      .first()
      .waitFor();
    await session().screenshots('asking-8-policies');
  });

  it('keeps what it found when the look is stopped, and says that it is not all', async () => {
    // Some accounts are found out about, and three are waited for until the look is stopped.
    await hold(session(), ['iam:ListPolicies'], 3);
    await report().getByRole('button', { name: 'Check again' }).click();
    const progress = workbench().toast(/Looking for policies in target accounts: [1-9]\d* of \d+/);
    await workbench().press(progress, 'Cancel');
    await report()
      .getByText(/The last check ended after \d+ of \d+ accounts/)
      .waitFor();
    await session().screenshot('asking-8-stopped');
    await release(session());
  });

  it('shows the report again after the window was loaded anew, as old as it is', async () => {
    await workbench().reload();
    await workbench().page.getByRole('tab', { name: 'Policies in target accounts' }).waitFor();
    await heading(/policies are missing/).waitFor();
    await report()
      .getByText(/read (just now|\d+ min ago)/)
      .waitFor();
    await report()
      .getByText(/The last check ended after/)
      .waitFor();
    await session().screenshot('asking-8-loaded-anew');
    await report().getByRole('button', { name: 'Check again' }).click();
    await report()
      .getByText(/The last check ended after/)
      .waitFor({ state: 'detached' });
    await closeTabs();
  });

  it('saves live access without names, shows the file in place of AWS, and goes back', async () => {
    const file = join(session().sandbox.workspace, 'acme.snapshot.json');
    await workbench().run('IdC: Save Snapshot…');
    await workbench().answer('Pseudonymised');
    await workbench().nameFile(file);
    await workbench()
      .toast(/Saved acme\.snapshot\.json/)
      .first()
      .waitFor();
    expect(await readFile(file, 'utf8')).not.toContain('data-analysts');
    await workbench().dismissToasts();
    await workbench().run('IdC: Open Snapshot…');
    await workbench().nameFile(file);
    await workbench().view('Access').row('From the file acme.snapshot.json').waitFor();
    await workbench()
      .statusBar.getByText(/acme\.snapshot\.json/)
      .waitFor();
    await session().screenshot('asking-9-snapshot');
    await workbench().run('IdC: Back to Live Access');
    await workbench().view('Access').row('From the file').waitFor({ state: 'detached' });
    await workbench()
      .view('Access')
      .row(/^data-analysts/)
      .waitFor();
  });

  it('exports who can access production, and the matrix', async () => {
    const folder = session().sandbox.workspace;
    await workbench().run('IdC: Export Access Report…');
    for (const choice of ['CSV', 'By user', 'Production only']) await workbench().answer(choice);
    await workbench().nameFile(join(folder, 'access.csv'));
    await workbench()
      .toast(/Saved access\.csv: \d+ rows/)
      .first()
      .waitFor();
    const rows = (await readFile(join(folder, 'access.csv'), 'utf8')).trim().split('\r\n');
    expect(rows[0]).toMatch(/^account_id,account_name,production,user/);
    expect(rows.slice(1).filter((row) => !/,yes,/.test(row))).toEqual([]);
    await workbench().run('IdC: Export Access Matrix…');
    await workbench().answer('HTML');
    await workbench().nameFile(join(folder, 'matrix.html'));
    await workbench()
      .toast(/Saved matrix\.html: \d+ grants/)
      .first()
      .waitFor();
    expect(await readFile(join(folder, 'matrix.html'), 'utf8')).toContain('web-developers');
    await workbench().dismissToasts();
  });

  it('groups the Access view by account, by permission set and by user', async () => {
    const access = workbench().view('Access');
    for (const [by, first] of [
      ['By account', /^audit/],
      ['By user', /^anna\.berg/],
      ['By permission set', /^AdministratorAccess/],
    ] as const) {
      await workbench().run('IdC: Group Access View By…');
      await workbench().answer(by);
      await access.row(first).waitFor();
      await session().screenshot(`asking-10-${by.replaceAll(' ', '-').toLowerCase()}`);
    }
    await workbench().run('IdC: Group Access View By…');
    await workbench().answer('By group');
    await access.row(/^data-analysts/).waitFor();
  });

  it('writes a new assignment where the workspace keeps them', async () => {
    // The names of the accounts may stand between their ids.
    const written = /"333344445555".*"555566667777".*"444455556666"/;
    await workbench().run('IdC: New Assignment…');
    for (const choice of ['contractors', 'staging-web', 'ReadOnly']) await workbench().answer(choice);
    await workbench().quickRows.filter({ hasText: 'to the accounts of contractors' }).first().waitFor();
    await session().screenshot('asking-11-where-to-write');
    await workbench().answer('terraform/teams.yaml');
    await workbench().lines.filter({ hasText: written }).first().waitFor();
    await session().screenshot('asking-12-written');
    await workbench().page.keyboard.press('Control+Z');
    await workbench().lines.filter({ hasText: written }).first().waitFor({ state: 'detached' });
    await closeTabs();
  });

  it('lists what the workspace declares, with the way to each line', async () => {
    await workbench().run('IdC: Show What This Workspace Declares');
    await heading('What the code declares').waitFor();
    await report()
      .getByRole('row', { name: /^data-analysts/ })
      .first()
      .waitFor();
    await session().screenshot('asking-13-declared');
    await closeTabs();
  });
}

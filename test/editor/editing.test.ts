import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Editor, openEditor } from './editor';
import type { Workbench } from './workbench';

const sets = 'terraform/permission-sets.tf';
const rightName = 'my-redshift-analyst-policy';
const wrongName = 'my_redshift_analyst_policy';

describe('Writing access as code', () => {
  let editor: Editor;
  let workbench: Workbench;

  beforeAll(async () => {
    editor = await openEditor();
    workbench = editor.workbench;
  });
  afterAll(() => editor?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await editor.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });

  it('colors a Terraform file and finds nothing wrong with a policy that exists', async () => {
    await workbench.openFile(sets, await editor.find(sets, rightName));
    await workbench.squiggles('warning').first().waitFor();
    expect(await workbench.squiggles('error').count()).toBe(0);
    await editor.screenshots('editing-1-terraform');
  });

  it('underlines a policy name that differs from the policy, and lists it with the place it means', async () => {
    await workbench.typeOver(rightName.length, wrongName);
    await workbench.squiggles('error').first().waitFor();
    await workbench.showProblems();
    await workbench.problem(`no policy is named "${wrongName}"`).waitFor();
    await workbench.problem(`"${rightName}" is defined here`).waitFor();
    await editor.screenshots('editing-2-policy-name-drift');
  });

  it('fixes the name with a quick fix', async () => {
    await workbench.openFile(sets, await editor.find(sets, wrongName));
    await workbench.quickFix(`Change to "${rightName}"`);
    await workbench.squiggles('error').first().waitFor({ state: 'detached' });
    await workbench.problem(wrongName).waitFor({ state: 'detached' });
    await workbench.lines.filter({ hasText: rightName }).first().waitFor();
    await editor.screenshot('editing-3-fixed');
  });

  it('underlines after the last key, and no longer once it is taken back', async () => {
    for (let round = 0; round < 5; round += 1) {
      await workbench.page.keyboard.press('Control+Z');
      await workbench.squiggles('error').first().waitFor();
      await workbench.page.keyboard.press('Control+Y');
      await workbench.squiggles('error').first().waitFor({ state: 'detached' });
    }
  });

  it('warns of a permission set whose last assignment is deleted', async () => {
    const assignments = 'terraform/group-assignments.tf';
    const warning = workbench.problem('no assignment uses the permission set "RedshiftAnalyst"');
    // The list shows what stands in the file that was opened last.
    const showSets = () => workbench.openFile(sets, { line: 1, column: 1 });
    await workbench.openFile(assignments, await editor.find(assignments, 'data-analysts = {'));
    for (let line = 0; line < 4; line += 1) await workbench.page.keyboard.press('Control+Shift+K');
    await showSets();
    await warning.waitFor();
    await editor.screenshot('editing-4-unassigned');
    await workbench.openFile(assignments, { line: 4, column: 1 });
    for (let line = 0; line < 4; line += 1) await workbench.page.keyboard.press('Control+Z');
    await showSets();
    await warning.waitFor({ state: 'detached' });
  });

  it('says the names of accounts beside their ids', async () => {
    await workbench.openFile('access/support.access.yaml', { line: 1, column: 1 });
    await workbench.openFile('terraform/teams.yaml', await editor.find('terraform/teams.yaml', '444455556666'));
    await workbench.lines
      .filter({ hasText: /"012345678901"\W*legacy-billing/ })
      .first()
      .waitFor();
    await editor.screenshot('editing-6-account-names');
  });

  it('renames a permission set where it is declared and wherever it is used', async () => {
    const releases = 'access/releases.access.yaml';
    await workbench.openFile(releases, await editor.find(releases, 'DeployPipeline:'));
    await workbench.rename('ShipPipeline');
    await workbench.lines.filter({ hasText: 'permission_set: ShipPipeline' }).first().waitFor();
    await workbench.lines.filter({ hasText: 'ShipPipeline:' }).first().waitFor();
    await editor.screenshot('editing-7-renamed');
    expect(await workbench.lines.filter({ hasText: 'DeployPipeline' }).count()).toBe(0);
    await workbench.page.keyboard.press('Control+Z');
    await workbench.lines.filter({ hasText: 'permission_set: DeployPipeline' }).first().waitFor();
  });

  it('tells what a group may do where its name stands, and leads on to the explanation', async () => {
    const teams = 'terraform/teams.yaml';
    await workbench.openFile(teams, await editor.find(teams, 'web-developers'));
    const hover = await workbench.hoverAtCursor();
    await hover.getByText('Group').first().waitFor();
    await hover.getByText('Explain access…').first().waitFor();
    await editor.screenshot('editing-8-hover');
    await workbench.page.keyboard.press('Escape');
  });

  it('knows whose access an account in an assignment is about, and offers to explain one of many', async () => {
    const teams = 'terraform/teams.yaml';
    await workbench.openFile(teams, await editor.find(teams, '444455556666'));
    const hover = await workbench.hoverAtCursor();
    await hover.getByText('Explain this access').first().waitFor();
    await editor.screenshot('editing-8-hover-account');
    await workbench.page.keyboard.press('Escape');
    const assignments = 'terraform/group-assignments.tf';
    await workbench.openFile(assignments, await editor.find(assignments, 'aws_ssoadmin_account_assignment'));
    await workbench.page.locator('.codelens-decoration').getByText('Explain access…').first().waitFor();
    await editor.screenshot('editing-8-lens');
  });

  it('says where YAML is broken and still understands the rest', async () => {
    const releases = 'access/releases.access.yaml';
    await workbench.openFile(releases, await editor.find(releases, ']\n    permission_set: DeployPipeline'));
    await workbench.page.keyboard.press('Delete');
    await workbench
      .problem(/syntax/)
      .first()
      .waitFor();
    await workbench.problem('no policy is named "deploy_pipeline_policy"').waitFor();
    await editor.screenshot('editing-5-broken-yaml');
    await workbench.page.keyboard.press('Control+Z');
    await workbench
      .problem(/syntax/)
      .first()
      .waitFor({ state: 'detached' });
  });

  it('leads a newcomer from the profile to the matrix', async () => {
    await workbench.run('Welcome: Open Walkthrough');
    await workbench.answer('Access as code, with nothing broken in it');
    const steps = workbench.page.locator('.getting-started-step');
    await steps.filter({ hasText: 'Write access, see what is broken' }).first().waitFor();
    expect(await steps.count()).toBe(7);
    await editor.screenshot('editing-9-walkthrough');
    await steps.filter({ hasText: "Explain why somebody can't get in" }).first().click();
    await workbench.page.getByRole('button', { name: 'Explain Access…' }).first().waitFor();
    await editor.screenshot('editing-10-walkthrough-explain');
  });
});

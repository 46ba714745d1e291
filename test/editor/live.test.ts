import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asking, commitWorkspace } from './asking';
import { hold, release } from './control';
import { type Editor, openEditor } from './editor';
import { declaredGrants, emulatorState, expectedStatus, liveGrants, outsideSets, shownGrants } from './grants';
import { chooseProfile } from './sign-in';
import type { Workbench } from './workbench';

describe('Looking at live access', () => {
  let editor: Editor;
  let workbench: Workbench;

  beforeAll(async () => {
    editor = await openEditor({ prepare: commitWorkspace });
    workbench = editor.workbench;
  });
  afterAll(() => editor?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await editor.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });

  it('shows what the code grants before anybody signed in, and how to go on', async () => {
    await workbench.showIdentityCenter();
    await workbench.view('Access').row('Only the code is shown').waitFor();
    await workbench.statusBar.getByText('no profile').waitFor();
    await editor.screenshots('live-1-no-profile');
  });

  it('signs in with the device code that the browser asks to confirm', async () => {
    await chooseProfile(editor);
    await editor.screenshot('live-2-signed-in');
  });

  it('reads live access with counts, and then says how old it is', async () => {
    await hold(editor, ['sso-admin:ListAccountAssignmentsForPrincipal']);
    await workbench.run('IdC: Refresh Live Access');
    await workbench.view('Access').row('Reading live access').waitFor();
    await editor.screenshot('live-3-reading');
    await release(editor);
    await workbench.view('Access').pane.getByText('read just now').waitFor();
    await workbench.statusBar.getByText(/acme · now/).waitFor();
    await workbench.dismissToasts();
    await editor.screenshots('live-4-access');
  });

  it('shows exactly the grants that are live or in code, each with its status', async () => {
    const [state, declared] = [await emulatorState(editor), await declaredGrants(editor)];
    const access = workbench.view('Access');
    await access.expandAll();
    await editor.screenshots('live-5-expanded');
    const shown = shownGrants(await access.all());
    const all = [...new Set([...liveGrants(state), ...declared])].sort();
    expect(shown.map((it) => it.grant).sort()).toEqual(all);
    const plain = shown.filter(({ status }) => status !== 'failed' && status !== 'outdated');
    const expected = { state, declared, outside: outsideSets(editor) };
    expect(plain).toEqual(plain.map(({ grant }) => ({ grant, status: expectedStatus(grant, expected) })));
  });

  it('marks what is outdated', async () => {
    const { provisioned, assignments } = await emulatorState(editor);
    const old = provisioned.filter((it) => !it.current).map((it) => `${it.account} / ${it.permissionSet}`);
    const expected = assignments.filter((it) => old.includes(`${it.account} / ${it.permissionSet}`));
    const shown = shownGrants(await workbench.view('Access').all());
    const marked = shown.filter(({ status }) => status === 'outdated' || status === 'failed').map((it) => it.grant);
    expect(marked).toEqual(
      expect.arrayContaining(expected.map((it) => `${it.principal} / ${it.account} / ${it.permissionSet}`)),
    );
    expect(shown.some(({ status }) => status === 'outdated')).toBe(true);
  });

  it('goes to the line that grants what a row shows', async () => {
    const access = workbench.view('Access');
    await access.expandAll();
    await access.row(/DeployPipeline\s*in code and live/).click();
    await workbench.page
      .getByRole('tab', { name: /releases\.access\.yaml/ })
      .first()
      .waitFor();
    await editor.screenshot('live-6-revealed');
  });

  it('checks provisioning: a summary, the failed accounts and the reasons in the words of AWS', async () => {
    await workbench.run('IdC: Check Provisioning Status');
    const { requests } = await emulatorState(editor);
    await workbench.toast(/Provisioning: \d+ failed \(.*\)/).waitFor();
    const provisioning = workbench.view('Provisioning');
    await provisioning.row('RedshiftAnalyst → staging-data').waitFor();
    await editor.screenshots('live-7-provisioning');
    const rows = await provisioning.all();
    const reasons = new Set(requests.flatMap((it) => (it.status === 'FAILED' ? [it.failureReason ?? ''] : [])));
    for (const reason of reasons) expect(rows.map((row) => row.label)).toContain(reason);
  });

  it('shows the whole reason where the row has no room for it', async () => {
    await workbench.dismissToasts();
    const provisioning = workbench.view('Provisioning');
    // A pointer that stands there already would not be noticed.
    await provisioning.row('Failed').hover();
    await provisioning.row('policy my-redshift-analyst-policy').hover();
    await workbench.page
      .locator('.monaco-hover:visible')
      .getByText('policy my-redshift-analyst-policy')
      .first()
      .waitFor();
    await editor.screenshot('live-8-reason');
  });

  asking(() => editor);
});

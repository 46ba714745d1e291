import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { control, hold, release } from './control';
import { type Editor, openEditor } from './editor';
import { chooseProfile, signInAgain } from './sign-in';
import type { Workbench } from './workbench';

describe('When there is no AWS configuration', () => {
  let editor: Editor;

  beforeAll(async () => {
    editor = await openEditor({ awsConfig: 'none' });
  });
  afterAll(() => editor?.close());

  it('says so, and how to make one', async () => {
    const { workbench } = editor;
    await workbench.run('IdC: Select SSO Profile');
    await workbench.toast(/aws configure sso/).waitFor();
    await editor.screenshot('failure-1-no-configuration');
  });

  it('still shows what the code grants', async () => {
    const { workbench } = editor;
    await workbench.showIdentityCenter();
    await workbench.view('Access').row('data-analysts').waitFor();
  });
});

describe('When AWS fails', () => {
  let editor: Editor;
  let workbench: Workbench;
  let before: string;

  beforeAll(async () => {
    editor = await openEditor();
    workbench = editor.workbench;
    await workbench.showIdentityCenter();
    await chooseProfile(editor);
  });
  afterAll(() => editor?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await editor.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });

  it('names what it may not read, and shows the rest', async () => {
    const denied = ['sso-admin:ListAccountAssignmentCreationStatus', 'organizations:ListAccounts'];
    await control(editor, 'POST', 'faults', { kind: 'denied', operations: denied });
    await refresh();
    const access = workbench.view('Access');
    await access.row('Not everything could be read').waitFor();
    await access.row('platform-engineers').waitFor();
    await access.row('Not everything could be read').click();
    await editor.screenshots('failure-2-denied');
    await control(editor, 'DELETE', 'faults');
  });

  it('keeps the old tree when the sign-in has expired, and offers the way back in', async () => {
    await refresh();
    before = await readGroups();
    await control(editor, 'POST', 'expire', { what: 'sign-ins' });
    await control(editor, 'POST', 'expire', { what: 'credentials' });
    await workbench.run('IdC: Refresh Live Access');
    await workbench.view('Access').row('Signed out').waitFor();
    await editor.screenshots('failure-3-expired');
    expect(await readGroups()).toBe(before);
    await workbench.statusBar.getByText(/acme · signed out/).waitFor();
  });

  it('keeps the old tree, marked with its age, when the network goes in the middle of a refresh', async () => {
    await workbench.dismissToasts();
    await signInAgain(editor);
    await refresh();
    before = await readGroups();
    await hold(editor, ['sso-admin:*']);
    await workbench.run('IdC: Refresh Live Access');
    await workbench.view('Access').row('Reading live access').waitFor();
    await editor.emulator.stop();
    const access = workbench.view('Access');
    await access.row('Reading live access').waitFor({ state: 'detached' });
    await access.row(/could not be reached|no connection|offline|unreachable/i).waitFor();
    await editor.screenshots('failure-4-offline');
    expect(await readGroups()).toBe(before);
    await access.pane.getByText(/read (just now|\d+ min ago)/).waitFor();
  });

  /** The groups and users, without the rows that tell how things stand. */
  async function readGroups(): Promise<string> {
    const rows = await workbench.view('Access').all();
    const grants = rows.filter(({ level, description }) => level === 1 && /account|user/.test(description));
    return grants.map(({ label, description }) => `${label} (${description})`).join('\n');
  }

  async function refresh(): Promise<void> {
    await hold(editor, ['sso-admin:*']);
    await workbench.run('IdC: Refresh Live Access');
    await workbench.view('Access').row('Reading live access').waitFor();
    await release(editor);
    await workbench.view('Access').row('Reading live access').waitFor({ state: 'detached' });
  }
});

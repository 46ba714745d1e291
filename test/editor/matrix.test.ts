import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Editor, openEditor } from './editor';
import { declaredGrants } from './grants';
import { chooseProfile } from './sign-in';
import type { Workbench } from './workbench';

describe('The access matrix', () => {
  let editor: Editor;
  let workbench: Workbench;
  let page: FrameLocator;

  beforeAll(async () => {
    editor = await openEditor();
    workbench = editor.workbench;
    page = workbench.webview;
  });
  afterAll(() => editor?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await editor.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });

  const chip = (said: RegExp) => page.getByRole('button', { name: said });

  it('shows what the code grants before anybody signed in, and how to go on', async () => {
    await workbench.showIdentityCenter();
    await workbench.run('IdC: Open Access Matrix');
    await chip(/^web-developers in prod-web as DeployPipeline: in code/).waitFor();
    await page.getByText('Only the code is shown').waitFor();
    const grants = new Set(await declaredGrants(editor));
    await page.getByRole('status').getByText(`${grants.size} grants`).waitFor();
    await editor.screenshot('matrix-1-code');
  });

  it('follows a refresh, and tells each status', async () => {
    await chooseProfile(editor);
    await workbench.run('IdC: Refresh Live Access');
    await workbench.view('Access').pane.getByText('read just now').waitFor();
    await chip(/^web-developers in prod-web as DeployPipeline: in code and live/).waitFor();
    await page.getByRole('button', { name: /^failed \d/ }).waitFor();
    await page.getByRole('status').getByText('live access as of just now').waitFor();
    await workbench.dismissToasts();
    await editor.screenshots('matrix-2-live');
  });

  it('is a table of principals and accounts to a screen reader', async () => {
    const grid = page.getByRole('grid', { name: 'Access matrix' });
    await grid.getByRole('rowheader', { name: 'web-developers' }).waitFor();
    await grid.getByRole('columnheader', { name: /prod-web\s*222233334444/ }).waitFor();
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(5);
  });

  it('filters by words and by status', async () => {
    const filter = page.getByRole('searchbox');
    await filter.fill('prod-web deploy');
    await page.getByRole('status').getByText('1 row · 1 account · 1 grant').waitFor();
    await filter.fill('no such thing');
    await page.getByText('Nothing matches the filter.').waitFor();
    await filter.fill('');
    await page.getByRole('button', { name: /^failed \d/ }).click();
    await chip(/: failed/)
      .first()
      .waitFor();
    expect(await page.locator('.chip:not(.failed)').count()).toBe(0);
    await editor.screenshots('matrix-3-failed');
    await page.getByRole('button', { name: /^failed \d/ }).click();
  });

  it('goes from cell to cell with the keyboard, and to the code with Enter', async () => {
    const filter = page.getByRole('searchbox');
    await filter.fill('finance');
    await page.getByRole('status').getByText('1 row').waitFor();
    await filter.press('ArrowDown');
    await page.locator('td[data-column="0"] .chip:focus').waitFor();
    await page.locator(':focus').press('ArrowRight');
    await page.locator('td[data-column="1"] :focus').waitFor();
    await page.locator(':focus').press('Home');
    await page.locator('td[data-column="0"] :focus').waitFor();
    await page.locator(':focus').press('Enter');
    await workbench.page
      .getByRole('tab', { name: /\.(yaml|tf)/ })
      .first()
      .waitFor();
    await workbench.run('View: Close Editor');
    await filter.fill('');
  });

  it('is turned: permission sets by accounts, principals in the cells', async () => {
    const turn = page.getByRole('combobox', { name: 'Rows and columns' });
    await turn.selectOption('Permission sets × accounts');
    const grid = page.getByRole('grid', { name: 'Access matrix' });
    await grid.getByRole('rowheader', { name: 'DeployPipeline' }).waitFor();
    await grid.getByRole('columnheader', { name: /prod-web\s*222233334444/ }).waitFor();
    expect(await chip(/^web-developers in prod-web as DeployPipeline/).textContent()).toContain('web-developers');
    await editor.screenshots('matrix-5-turned');
    await turn.selectOption('Principals × accounts');
    await grid.getByRole('rowheader', { name: 'web-developers' }).waitFor();
  });

  it('saves what the filter leaves as a file', async () => {
    const file = join(editor.sandbox.workspace, 'matrix.csv');
    await page.getByRole('searchbox').fill('prod-web deploy');
    await page.getByRole('status').getByText('1 row · 1 account · 1 grant').waitFor();
    await page.getByRole('button', { name: 'Export…' }).click();
    await workbench.answer('CSV');
    await workbench.nameFile(file);
    await workbench.toast('Saved matrix.csv: 1 grant').first().waitFor();
    expect((await readFile(file, 'utf8')).split('\r\n')[1]).toMatch(
      /^GROUP,web-developers,222233334444,prod-web,DeployPipeline,/,
    );
    await workbench.dismissToasts();
    await page.getByRole('searchbox').fill('');
  });

  it('goes to the line that grants what a chip shows, and stays in sight beside it', async () => {
    await chip(/^web-developers in prod-web as DeployPipeline/).click();
    await workbench.page
      .getByRole('tab', { name: /releases\.access\.yaml/ })
      .first()
      .waitFor();
    await workbench.lines.filter({ hasText: 'DeployPipeline' }).first().waitFor();
    await chip(/^web-developers in prod-web as DeployPipeline/).waitFor();
    await editor.screenshot('matrix-4-revealed');
  });
});

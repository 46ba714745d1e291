// The page of a report by itself, in a browser without VS Code: what only its size, its clock or its keys show.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../../scripts/repository';
import type { ReportPage } from '../../server/src/protocol';
import { launchBrowser } from './browser';

const hour = 3_600_000;
const failedAt = new Date(Date.now() - 2 * hour).toISOString();

/** 500 accounts, forty grants in each. */
function large(): ReportPage {
  const rows = Array.from({ length: 20_000 }, (_, index) => {
    const account = `${100_000_000_000 + (index % 500)}`;
    const about = { principalType: 'GROUP', principal: `group-${index}`, account, permissionSet: 'ReadOnly' } as const;
    const open = { uri: 'file:///work/access.tf', line: 1, column: 1, endLine: 1, endColumn: 9 };
    const texts = [about.principal, `account-${index % 500} (${account})`, about.permissionSet];
    return { about, cells: [...texts.map((text) => ({ text })), { text: 'access.tf:2', open }] };
  });
  const columns = ['Principal', 'Account', 'Permission set', 'Code'];
  return {
    title: 'Code compared with live access',
    verdict: {
      tone: 'bad',
      heading: 'AWS could not make it',
      text: `AWS could not carry it out (${failedAt}): no policy.`,
    },
    facts: [],
    takenAt: failedAt,
    sections: [{ heading: 'In code and live', columns, rows }],
    actions: [{ title: 'Read live access again', command: 'idc.refresh' }],
  };
}

const message = { kind: 'report', question: { kind: 'comparison' }, page: large(), isLooking: false };

describe('The page of a report of 500 accounts', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage({
      viewport: { width: 620, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    await page.setContent('<!DOCTYPE html><html><body></body></html>');
    await page.evaluate(
      'window.said = []; window.acquireVsCodeApi = () => ({ postMessage: (it) => said.push(it), getState() {}, setState() {} })',
    );
    for (const kind of ['css', 'js'] as const) {
      const content = await readFile(join(repository, `dist/report.${kind}`), 'utf8');
      await (kind === 'css' ? page.addStyleTag({ content }) : page.addScriptTag({ content }));
    }
  });
  afterAll(() => browser?.close());

  it('is there at once, with as many rows as anybody reads', async () => {
    // Looked at before anything else could run.
    const drawn = await page.evaluate<{ readonly rows: number; readonly elements: number }>(`(() => {
      dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }));
      const count = (what) => document.querySelectorAll(what).length;
      return { rows: count('tbody tr'), elements: count('*') };
    })()`);
    expect(drawn.rows).toBe(500);
    expect(drawn.elements).toBeLessThan(10_000);
    await page.locator('h2', { hasText: 'In code and live 20,000' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(500);
  });

  it('tells times as they are read here, with their age, and as AWS has them in the tooltip', async () => {
    const time = page.locator('time');
    expect(await time.textContent()).toMatch(/^\d{1,2} \w{3,4} 20\d\d, \d\d:\d\d · 2 h ago$/);
    expect(await time.getAttribute('title')).toBe(failedAt);
  });

  it('says how old it is, also where it comes a second time with nothing new', async () => {
    const age = page.locator('dd', { hasText: 'read 2 h ago' });
    await age.waitFor();
    await page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`);
    await page.evaluate('new Promise((done) => setTimeout(done))');
    expect(await age.count()).toBe(1);
  });

  it('fits into half an editor: only its tables scroll sideways', async () => {
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(620);
  });

  it('is used by keyboard alone, every button with a name of its own', async () => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Read live access again');
    const row = page.locator('tbody tr').first();
    await row.getByRole('button', { name: 'access.tf:2' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('said.at(-1)')).toMatchObject({ kind: 'explain', about: { principal: 'group-0' } });
    await row
      .getByRole('button', { name: 'Explain this access: group-0, account-0 (100000000000), ReadOnly' })
      .waitFor();
  });

  it('shows more when asked', async () => {
    await page.getByText('500 of 20,000 rows').waitFor();
    await page.locator('button', { hasText: 'Show 2,000 more' }).click();
    await page.getByText('2,500 of 20,000 rows').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(2500);
  });
});

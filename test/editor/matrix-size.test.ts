import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../../scripts/repository';
import type { AccessMatrix } from '../../server/src/protocol';
import { launchBrowser } from './browser';

/** Elements of one screen with what is in its cells, a few times over: the page may draw it again while it settles. */
const mostDrawn = 4000;

/** Runs in the page: counts the elements that come to be, in the last of the numbers. */
const countDrawn = `() => {
  const drawn = [0];
  const look = (records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE) drawn[drawn.length - 1] += 1 + node.querySelectorAll('*').length;
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  const stop = () => {
    look(observer.takeRecords());
    observer.disconnect();
    return drawn;
  };
  return { drawn, stop };
}`;

/** A grant in one cell of five: 500 groups, 500 accounts, 50,000 grants. */
function large(): AccessMatrix {
  const numbers = Array.from({ length: 500 }, (_, index) => index);
  const open = { uri: 'file:///work/access.tf', line: 1, column: 1, endLine: 1, endColumn: 9 };
  const permissionSets = [{ name: 'ReadOnly', status: 'both', open }] as const;
  return {
    accounts: numbers.map((it) => ({ id: `${100_000_000_000 + it}`, name: `account-${it}` })),
    principals: numbers.map((row) => ({
      type: 'group',
      name: `group-${row}`,
      cells: numbers.filter((it) => (it + row) % 5 === 0).map((account) => ({ account, permissionSets })),
    })),
    legend: [{ status: 'both', text: 'in code and live', count: 50_000 }],
    notes: [],
  };
}

describe('The page of the access matrix at 500 × 500', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.setContent('<!DOCTYPE html><html><body></body></html>');
    await page.evaluate('window.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} })');
    for (const kind of ['css', 'js'] as const) {
      const content = await readFile(join(repository, `dist/matrix.${kind}`), 'utf8');
      await (kind === 'css' ? page.addStyleTag({ content }) : page.addScriptTag({ content }));
    }
    await page.evaluate(`postMessage(${JSON.stringify({ kind: 'matrix', matrix: large() })}, '*')`);
    await page.getByRole('rowheader', { name: 'group-0' }).waitFor();
  });
  afterAll(() => browser?.close());

  it('draws what is in sight, not 250,000 cells', async () => {
    expect(await page.locator('td[data-row]').count()).toBeLessThan(1000);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('501');
  });

  it('goes to the far corner with one key', async () => {
    await page.locator('td[data-row="0"][data-column="0"] .chip').focus();
    await page.keyboard.press('Control+End');
    await page.locator('td[data-row="499"][data-column="499"]:focus').waitFor();
    const head = await page.getByRole('columnheader', { name: 'account-499' }).boundingBox();
    const row = await page.getByRole('rowheader', { name: 'group-499' }).boundingBox();
    expect(head?.y).toBeGreaterThanOrEqual(0);
    expect(row?.x).toBeGreaterThanOrEqual(0);
  });

  it('scrolls from screen to screen, and draws no more than is in sight', async () => {
    const drawn = await page.evaluate<readonly number[]>(`(async () => {
      const scroller = document.querySelector('.scroller');
      const { drawn, stop } = (${countDrawn})();
      for (let at = 0; at < 12000; at += 400) {
        scroller.scrollTo(at * 5, at);
        scroller.dispatchEvent(new Event('scroll'));
        await new Promise(requestAnimationFrame);
        drawn.push(0);
      }
      return stop();
    })()`);
    console.log(`elements drawn for a screen: ${Math.max(...drawn)} at most`);
    expect(Math.max(...drawn)).toBeGreaterThan(0);
    expect(Math.max(...drawn)).toBeLessThan(mostDrawn);
  });

  it('filters 50,000 grants as one types, and draws no more than is in sight', async () => {
    await page.evaluate(`void (window.counting = (${countDrawn})())`);
    await page.getByRole('searchbox').fill('group-7 account-13');
    await page.getByText(/^11 rows/).waitFor();
    const [drawn = 0] = await page.evaluate<readonly number[]>('window.counting.stop()');
    console.log(`elements drawn by a filter: ${drawn}`);
    expect(drawn).toBeLessThan(mostDrawn);
    await page.getByRole('rowheader', { name: 'group-70' }).waitFor();
  });
});

// A tree view of the side bar. Only the rows in sight exist in the page, so reading all of them means paging through.
import type { Locator } from 'playwright-core';

export type Row = {
  readonly index: number;
  readonly level: number;
  readonly label: string;
  readonly description: string;
  readonly canExpand: boolean;
};

export class Tree {
  readonly pane: Locator;

  constructor(pane: Locator) {
    this.pane = pane;
  }

  get rows(): Locator {
    return this.pane.locator('.monaco-list-row');
  }

  row(label: string | RegExp): Locator {
    return this.rows.filter({ hasText: label }).first();
  }

  /** What an empty view says, with its links. */
  get welcome(): Locator {
    return this.pane.locator('.welcome-view-content');
  }

  /** Every row in order, those out of sight too. */
  async all(): Promise<readonly Row[]> {
    const seen = new Map<number, Row>();
    await this.toTop();
    for (;;) {
      const before = seen.size;
      for (const row of await this.inSight()) seen.set(row.index, row);
      if (seen.size === before) break;
      await this.pageDown();
    }
    return [...seen.values()].sort((a, b) => a.index - b.index);
  }

  /** Every row as a line, indented by its level: the label, then the description in brackets. */
  async read(): Promise<string> {
    const rows = await this.all();
    return rows
      .map(({ level, label, description }) => `${'  '.repeat(level - 1)}${label}${said(description)}`)
      .join('\n');
  }

  async expandAll(): Promise<void> {
    for (;;) {
      const closed = (await this.all()).find((row) => row.canExpand);
      if (closed === undefined) return;
      await this.expand(closed);
    }
  }

  private async expand({ index }: Row): Promise<void> {
    await this.reveal(index);
    const row = this.pane.locator(`.monaco-list-row[data-index="${index}"]`);
    await row.click({ position: { x: 4, y: 4 } });
    await this.pane.locator(`.monaco-list-row[data-index="${index}"][aria-expanded="true"]`).waitFor();
  }

  private async reveal(index: number): Promise<void> {
    await this.toTop();
    const row = this.pane.locator(`.monaco-list-row[data-index="${index}"]`);
    while ((await row.count()) === 0) await this.pageDown();
  }

  private inSight(): Promise<readonly Row[]> {
    return this.rows.evaluateAll((elements) =>
      elements.map((element) => ({
        index: Number(element.getAttribute('data-index')),
        level: Number(element.getAttribute('aria-level')),
        label: element.querySelector('.label-name')?.textContent ?? '',
        description: element.querySelector('.label-description')?.textContent ?? '',
        canExpand: element.getAttribute('aria-expanded') === 'false',
      })),
    );
  }

  private async toTop(): Promise<void> {
    await this.scroll(-1_000_000);
  }

  private async pageDown(): Promise<void> {
    await this.scroll(200);
  }

  private async scroll(pixels: number): Promise<void> {
    const list = this.pane.locator('.monaco-list').first();
    await list.hover();
    await list.page().mouse.wheel(0, pixels);
    // Two frames: one to move, one to draw the rows that came into sight.
    await list.page().evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }
}

function said(description: string): string {
  return description === '' ? '' : ` (${description})`;
}

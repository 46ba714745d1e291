// A tree view of the side bar. Only the rows in sight exist in the page, so reading all of them means scrolling through.
import type { Locator } from 'playwright-core';

export type Row = {
  readonly index: number;
  readonly level: number;
  readonly label: string;
  readonly description: string;
  readonly isClosed: boolean;
  readonly isLast: boolean;
};

/** Less than any view's height, so that no row is passed over. */
const stride = 110;

/** Many times what a row takes to open. */
const looksBeforeNextClick = 200;

export class Tree {
  readonly pane: Locator;

  constructor(pane: Locator) {
    this.pane = pane;
  }

  get rows(): Locator {
    return this.pane.locator('.monaco-list-rows .monaco-list-row');
  }

  row(label: string | RegExp): Locator {
    return this.rows.filter({ hasText: label }).first();
  }

  /** Every row in order, those out of sight too. */
  async all(): Promise<readonly Row[]> {
    await this.toTop();
    const found: Row[] = [];
    for (;;) {
      const row = await this.bringIntoSight(found.length);
      found.push(row);
      if (row.isLast) return found;
    }
  }

  async expandAll(): Promise<void> {
    await this.toTop();
    for (let index = 0; ; index += 1) {
      const row = await this.bringIntoSight(index);
      if (row.isClosed) await this.expand(row);
      else if (row.isLast) return;
    }
  }

  async collapseAll(): Promise<void> {
    await this.pane.hover();
    await this.pane.getByRole('button', { name: /^Collapse All/ }).click();
    await this.toTop();
  }

  /** What is below arrives later than the row is open, and perhaps out of sight; a click into a tree that is being redrawn is lost. */
  private async expand({ index, level }: Row): Promise<void> {
    for (let looks = 0; ; looks++) {
      if (looks % looksBeforeNextClick === 0) await this.at(index).click({ position: { x: 4, y: 4 } });
      const child = (await this.inSight()).find((it) => it.index === index + 1);
      if (child?.level === level + 1) return;
      await this.scroll(child === undefined ? stride : 0);
      if (looks % looksBeforeNextClick === looksBeforeNextClick - 1) await this.bringIntoSightAgain(index);
    }
  }

  private async bringIntoSightAgain(index: number): Promise<void> {
    await this.toTop();
    await this.bringIntoSight(index);
  }

  private at(index: number): Locator {
    return this.pane.locator(`.monaco-list-rows .monaco-list-row[data-index="${index}"]`);
  }

  private async bringIntoSight(index: number): Promise<Row> {
    for (;;) {
      const row = (await this.inSight()).find((it) => it.index === index);
      if (row !== undefined) return row;
      await this.scroll(stride);
    }
  }

  private async toTop(): Promise<void> {
    while ((await this.at(0).count()) === 0) await this.scroll(-1_000_000);
  }

  private inSight(): Promise<readonly Row[]> {
    return this.rows.evaluateAll((elements) =>
      elements.map((element) => ({
        index: Number(element.getAttribute('data-index')),
        level: Number(element.getAttribute('aria-level')),
        label: element.querySelector('.label-name')?.textContent ?? '',
        description: element.querySelector('.label-description')?.textContent ?? '',
        isClosed: element.getAttribute('aria-expanded') === 'false',
        isLast: element.getAttribute('data-last-element') === 'true',
      })),
    );
  }

  private async scroll(pixels: number): Promise<void> {
    const list = this.pane.locator('.monaco-list').first();
    await list.hover();
    await list.page().mouse.wheel(0, pixels);
    // Two frames: one to move, one to draw the rows that came into sight.
    await list.page().evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }
}

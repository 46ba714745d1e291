// VS Code's window as its user sees it: files, lines, squiggles, rows, toasts. The only file that knows how VS Code's page is
// made. Every wait is for a condition, none is for a time.
import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { Tree } from './tree';

/** Slow enough for two busy cores; a condition that holds sooner is seen at once. */
const patience = 180_000;

export type Severity = 'error' | 'warning' | 'info';

/** Lines and columns count from one, as the status bar does. */
export type Place = { readonly line: number; readonly column: number };

export type Theme = keyof typeof themes;

/** As the palette calls them, and the class by which the page shows them. */
const themes = {
  dark: { label: 'Dark Modern', mark: 'vs-dark' },
  light: { label: 'Light Modern', mark: 'vs' },
  'high-contrast': { label: 'Dark High Contrast', mark: 'hc-black' },
} as const;

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patience);
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'domcontentloaded' });
    await this.page.locator('.explorer-viewlet .monaco-list-row').first().waitFor();
  }

  /** As after "Developer: Reload Window": VS Code and the extension start anew, and open what was open. */
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'domcontentloaded' });
    await this.page.locator('.part.statusbar').waitFor();
  }

  // Palette, quick picks, messages

  /** VS Code that is still starting may know no such command at first. */
  async run(command: string): Promise<void> {
    const found = this.quickRows.filter({ hasText: command }).first();
    await again(async (limit) => {
      if (await this.quickInput.isVisible()) await this.page.keyboard.press('Escape');
      await this.ask('F1', `>${command}`);
      await found.waitFor({ timeout: limit });
    });
    await found.click();
  }

  /** Answers the question that is shown: types the choice and takes the first row that has it. */
  async answer(choice: string): Promise<void> {
    await this.quickRows.first().waitFor();
    await this.quickInput.fill(choice);
    await this.choose(choice);
  }

  /** Answers a dialog that asks for a file; in a browser VS Code draws it itself. */
  async nameFile(path: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget', {
      has: this.page.getByRole('button', { name: /^(OK|Save|Open)/ }),
    });
    await dialog.waitFor();
    // It proposes a file of its own once it has looked at the folder, over whatever was typed by then.
    await this.page.waitForFunction("document.querySelector('.quick-input-box input').value.startsWith('/')");
    await again(async (limit) => {
      await this.quickInput.fill(path);
      await this.quickRows.first().waitFor({ timeout: limit });
      if ((await this.quickInput.inputValue()) !== path) throw new errors.TimeoutError('the path was overwritten');
    });
    await this.quickInput.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  }

  /** A menu that has just opened takes no click for a moment, so that the click that opened it chooses nothing. */
  async chooseInMenu(row: Locator, title: string): Promise<void> {
    await row.click({ button: 'right' });
    const item = this.page.locator('.context-view .action-label', { hasText: title }).first();
    await again(async (limit) => {
      if (await item.isVisible()) await item.click({ timeout: limit });
      await item.waitFor({ state: 'hidden', timeout: limit });
    });
  }

  async setTheme(theme: Theme): Promise<void> {
    const { label, mark } = themes[theme];
    await this.run('Preferences: Color Theme');
    await this.quickInput.fill(label);
    await this.choose(label);
    await this.page.locator(`.monaco-workbench.${mark}`).waitFor();
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-box input');
  }

  get quickRows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  async choose(label: string | RegExp): Promise<void> {
    await this.quickRows.filter({ hasText: label }).first().click();
  }

  get toasts(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  toast(text: string | RegExp): Locator {
    return this.toasts.filter({ hasText: text });
  }

  /** A toast is drawn anew with each step of its progress, so that no pointer could rest on its button. */
  async press(toast: Locator, button: string): Promise<void> {
    await toast.locator('.monaco-button', { hasText: button }).first().dispatchEvent('click');
  }

  async dismissToasts(): Promise<void> {
    await this.run('Notifications: Clear All Notifications');
    await this.page.locator('.notifications-toasts.visible').waitFor({ state: 'hidden' });
  }

  // Files and text

  /** Opens a file of the workspace and puts the cursor at a place. */
  async openFile(path: string, { line, column }: Place = { line: 1, column: 1 }): Promise<void> {
    await this.quickOpen(path);
    await this.page
      .getByRole('tab', { name: baseName(path) })
      .first()
      .waitFor();
    await this.lines.first().waitFor();
    await this.goTo({ line, column });
  }

  /** VS Code that is still starting may answer "no matching results" at first. */
  private async quickOpen(path: string): Promise<void> {
    const found = this.quickRows.filter({ hasText: baseName(path) }).first();
    await again(async (limit) => {
      await this.page.keyboard.press('Escape');
      await this.ask('Control+P', path);
      await found.waitFor({ timeout: limit });
    });
    await found.click();
  }

  /** Opens the quick input with a key and fills it in; a key pressed while the focus is moving can be lost. */
  private async ask(key: string, text: string): Promise<void> {
    await again(async (limit) => {
      await this.page.keyboard.press(key);
      // One that is just closing is there and takes no text.
      await this.quickInput.fill(text, { timeout: limit });
    });
  }

  async goTo({ line, column }: Place): Promise<void> {
    await this.ask('Control+G', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.statusBar.getByText(`Ln ${line}, Col ${column}`, { exact: true }).waitFor();
  }

  /** Selects as many characters from the cursor on and types over them. */
  async typeOver(length: number, text: string): Promise<void> {
    for (let selected = 0; selected < length; selected += 1) await this.page.keyboard.press('Shift+ArrowRight');
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.type(text);
  }

  get lines(): Locator {
    return this.page.locator('.editor-instance .view-line');
  }

  squiggles(severity: Severity): Locator {
    return this.page.locator(squiggle(severity));
  }

  /** Applies a quick fix to what is wrong at the cursor. */
  async quickFix(title: string | RegExp): Promise<void> {
    await this.page.keyboard.press('Control+.');
    const row = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
    await row.click();
  }

  /** Renames what is at the cursor. */
  async rename(name: string): Promise<void> {
    const box = this.page.locator('.rename-box input');
    await again(async (limit) => {
      await this.page.keyboard.press('F2');
      await box.waitFor({ timeout: limit });
    });
    await box.fill(name);
    await box.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }

  /** What is said of the thing at the cursor. */
  async hoverAtCursor(): Promise<Locator> {
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    const hover = this.page.locator('.monaco-hover:visible').first();
    await hover.waitFor();
    return hover;
  }

  // Panels and views

  async showProblems(): Promise<void> {
    if (!(await this.page.locator('.markers-panel').isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await this.page.locator('.markers-panel').waitFor();
  }

  get problems(): Locator {
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  problem(text: string | RegExp): Locator {
    return this.problems.filter({ hasText: text });
  }

  async showIdentityCenter(): Promise<void> {
    const tab = this.page.getByRole('tab', { name: /^Identity Center/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.page
      .locator('.composite.title')
      .filter({ hasText: /identity center/i })
      .waitFor();
  }

  /** A view of the side bar by its title, such as "Access". */
  view(title: string): Tree {
    const header = this.page.locator('.pane-header', { has: this.page.locator('.title', { hasText: exactly(title) }) });
    return new Tree(this.page.locator('.pane', { has: header }));
  }

  /** The page in an editor tab: VS Code puts it into a frame within a frame. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  get statusBar(): Locator {
    return this.page.locator('.part.statusbar');
  }
}

/** Tries with growing patience; the last error counts. */
async function again(attempt: (limit: number) => Promise<void>): Promise<void> {
  for (const limit of [3000, 6000, 12_000]) {
    try {
      return await attempt(limit);
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
    }
  }
  await attempt(patience);
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text}$`, 'i');
}

function squiggle(severity: Severity): string {
  return `.editor-instance .squiggly-${severity}`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

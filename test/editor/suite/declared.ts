import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('What the workspace declares', () => {
  it('opens as a JSON document that names sets, groups and accounts', async () => {
    await vscode.commands.executeCommand('idc.showDeclaredJson');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    for (const name of ['RedshiftAnalyst', 'data-analysts', 'prod-data']) assert.match(text, new RegExp(name));
  });

  it('opens as a report in a tab of its own', async () => {
    await vscode.commands.executeCommand('idc.showDeclared');
    await tab('What the code declares');
  });
});

/** A tab of that name, now or as soon as it is there; mocha's own patience ends the wait. */
async function tab(label: string): Promise<void> {
  const isThere = () => vscode.window.tabGroups.all.some((group) => group.tabs.some((it) => it.label === label));
  await new Promise<void>((resolve) => {
    const listening = vscode.window.tabGroups.onDidChangeTabs(look);
    function look(): void {
      if (!isThere()) return;
      listening.dispose();
      resolve();
    }
    look();
  });
}

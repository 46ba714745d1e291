import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('What the workspace declares', () => {
  it('opens as a document that names sets, groups and accounts', async () => {
    await vscode.commands.executeCommand('idc.showDeclared');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    for (const name of ['RedshiftAnalyst', 'data-analysts', 'prod-data']) assert.match(text, new RegExp(name));
  });
});

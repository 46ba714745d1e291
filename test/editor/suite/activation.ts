import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The extension starts', () => {
  const extension = () => vscode.extensions.getExtension('idc-authoring.idc-authoring');

  it('by itself, in a workspace with Terraform', async () => {
    await extension()?.activate();
    assert.equal(extension()?.isActive, true);
  });

  it('with every command that its manifest promises', async () => {
    const promised: { readonly command: string }[] = extension()?.packageJSON.contributes.commands;
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      promised.map((it) => it.command).filter((command) => !registered.includes(command)),
      [],
    );
  });
});

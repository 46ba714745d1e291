import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The extension starts', () => {
  it('is found under its own name', () => {
    assert.ok(vscode.extensions.getExtension('idc-authoring.idc-authoring'));
  });
});

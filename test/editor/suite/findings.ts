import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, open, rangeOf, replace, ruleOf } from './workspace';

const right = 'my-redshift-analyst-policy';
const wrong = 'my_redshift_analyst_policy';

describe('Findings', () => {
  it('stand where the name is written, point to the policy that is meant, and link to the page of their rule', async () => {
    const document = await open('terraform/permission-sets.tf');
    await replace(document, right, wrong);
    const found = await findings(document, (all) => all.some((it) => ruleOf(it) === 'policy-name-drift'));
    const drift = found.find((it) => ruleOf(it) === 'policy-name-drift');
    assert.equal(drift?.range.contains(rangeOf(document, wrong)), true);
    assert.equal(drift.severity, vscode.DiagnosticSeverity.Error);
    assert.match(String(drift.relatedInformation?.[0]?.location.uri.path), /terraform\/policies\.tf$/);
    assert.match(JSON.stringify(drift.code), /policy-name-drift\.md/);
  });

  it('are fixed by their quick fix', async () => {
    const document = await open('terraform/permission-sets.tf');
    const edit = await offered(document, `Change to "${right}"`);
    await vscode.workspace.applyEdit(edit);
    await findings(document, (all) => all.every((it) => ruleOf(it) !== 'policy-name-drift'));
    assert.equal(document.getText().includes(wrong), false);
  });

  it('come from YAML that Terraform reads, too', async () => {
    const document = await open('terraform/teams.yaml');
    const isUnknown = (it: vscode.Diagnostic) => ruleOf(it) === 'unknown-permission-set';
    await replace(document, 'permission_set: Billing', 'permission_set: Biling');
    const found = await findings(document, (all) => all.some(isUnknown));
    const [finding, ...others] = found.filter(isUnknown);
    assert.deepEqual([document.getText(finding?.range), others.length], ['Biling', 0]);
    await replace(document, 'permission_set: Biling', 'permission_set: Billing');
    await findings(document, (all) => !all.some(isUnknown));
  });
});

/** The edit of a quick fix, once it is offered: VS Code may hear of a finding before those who are asked for fixes do. */
async function offered(document: vscode.TextDocument, title: string): Promise<vscode.WorkspaceEdit> {
  for (;;) {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      rangeOf(document, wrong),
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    const edit = actions.find((it) => it.title === title)?.edit;
    if (edit) return edit;
    console.log(`    offered so far: ${actions.map((it) => it.title).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

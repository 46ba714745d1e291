import { describe, expect, it } from 'vitest';
import { accountNames, completions } from '../../server/src/core/features';
import { initialState } from '../../server/src/core/live';
import { analysed } from './support/analysed';

const declared = `permission_sets:
  Analyst: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
  Admin: {}
groups:
  analysts: {}
accounts:
  prod-data: "111122223333"
`;

/** What is offered at the cursor, as `label → what the line becomes`. */
function offered(rest: string, path = 'access.yaml'): readonly string[] {
  const files = path === 'access.yaml' ? { [path]: declared + rest } : { 'access.yaml': declared, [path]: rest };
  const { analysis, offset } = analysed(files);
  const sources = {
    live: initialState,
    declared: [{ folder: '/work', access: analysis.declared, project: analysis.project }],
    provisioning: undefined,
  };
  const text = analysis.files.get(path)?.text ?? '';
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return completions({ analysis, path, offset, names: accountNames(sources) }).map(({ label, insert, replace }) =>
    `${label} → ${text.slice(lineStart, replace.start)}${insert}`.trim(),
  );
}

const assignment = (line: string) => `group_assignments:\n  analysts:\n    ${line}\n`;

describe('Completion', () => {
  it('offers permission sets in YAML, over what is typed already', () => {
    expect(offered(assignment('permission_set: An<|>'))).toEqual([
      'Admin →     permission_set: Admin',
      'Analyst →     permission_set: Analyst',
    ]);
    expect(offered(assignment('permission_sets: [Admin, <|>]'))).toContain(
      'Analyst →     permission_sets: [Admin, Analyst',
    );
    expect(offered(assignment('permission_sets:\n      - <|>'))).toContain('Admin →       - Admin');
  });

  it('offers accounts by name and writes their id, quoted where YAML would lose a zero', () => {
    expect(offered(assignment('account_ids: [<|>]'))).toEqual(['prod-data →     account_ids: ["111122223333"']);
    expect(offered(assignment('account_ids: ["<|>"]'))).toEqual(['prod-data →     account_ids: ["111122223333']);
  });

  it('offers names inside Terraform’s quotes only', () => {
    expect(offered('locals {\n  permission_set = "<|>"\n}\n', 'main.tf')).toContain(
      'Admin →   permission_set = "Admin',
    );
    expect(offered('locals {\n  account_ids = [\n    "<|>",\n  ]\n}\n', 'main.tf')).toEqual([
      'prod-data →     "111122223333',
    ]);
    expect(offered('locals {\n  permission_set = <|>\n}\n', 'main.tf')).toEqual([]);
  });

  it('goes by the nearest key of the line', () => {
    expect(offered('locals {\n  a = { group = "analysts", permission_set = "<|>" }\n}\n', 'main.tf')).toHaveLength(2);
  });

  it('knows the durations AWS takes, and the policies in use', () => {
    expect(offered('locals {\n  session_duration = "PT<|>"\n}\n', 'main.tf')).toContain(
      'PT8H →   session_duration = "PT8H',
    );
    expect(offered('locals {\n  managed_policies = ["<|>"]\n}\n', 'main.tf')).toHaveLength(1);
  });

  it('stays silent elsewhere', () => {
    expect(offered(assignment('description: <|>'))).toEqual([]);
    expect(offered('# permission_set: <|>\n')).toEqual([]);
  });
});

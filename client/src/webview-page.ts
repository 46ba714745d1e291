/** The page around what a webview shows. Nothing but our own script and style may run or load in it. */
import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, 'dist');
}

/** `name` is that of the script and the style in `dist`. */
export function pageOf(webview: Webview, extension: Uri, { name, title }: { name: string; title: string }): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (path: string) => webview.asWebviewUri(Uri.joinPath(pageFolder(extension), path)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <title>${title}</title>
  <link rel="stylesheet" href="${file(`${name}.css`)}">
</head>
<body>
  <script nonce="${nonce}" src="${file(`${name}.js`)}"></script>
</body>
</html>`;
}

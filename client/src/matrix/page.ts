/** The page around the matrix. Nothing but our own script and style may run or load in it. */
import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, 'dist');
}

export function pageOf(webview: Webview, extension: Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(pageFolder(extension), name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <title>Access Matrix</title>
  <link rel="stylesheet" href="${file('matrix.css')}">
</head>
<body>
  <script nonce="${nonce}" src="${file('matrix.js')}"></script>
</body>
</html>`;
}

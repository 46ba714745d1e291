/** What the user sees, as a list: each part is created here and disposed with the extension. */
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { showContextKeys } from './context-keys';
import { showDeclaredDocuments } from './declared-document';
import { startServer } from './language-client';
import { createMatrix } from './matrix';
import { showStatus } from './status';
import { showTrees } from './trees';

export async function activate(context: ExtensionContext): Promise<void> {
  const server = startServer(context);
  const matrix = createMatrix(server, context.extensionUri);
  context.subscriptions.push(
    server,
    matrix,
    showContextKeys(server),
    showStatus(server),
    ...showTrees(server),
    showDeclaredDocuments(server),
    ...registerCommands({ server, context, matrix }),
  );
  await server.start();
}

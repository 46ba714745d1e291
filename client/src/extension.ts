/** What the user sees, as a list: each part is created here and disposed with the extension. */
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { showContextKeys } from './context-keys';
import { showDeclaredDocuments } from './declared-document';
import { followFocus } from './focus';
import { startServer } from './language-client';
import { createMatrix } from './matrix';
import { createReports } from './report';
import { showStatus } from './status';
import { createTrees } from './trees';

export async function activate(context: ExtensionContext): Promise<void> {
  const server = startServer(context);
  const matrix = createMatrix(server, context.extensionUri);
  const reports = createReports(server, context.extensionUri);
  const trees = createTrees(server);
  context.subscriptions.push(
    server,
    matrix,
    reports,
    trees,
    showContextKeys(server),
    showStatus(server),
    showDeclaredDocuments(server),
    followFocus(server, trees, matrix),
    ...registerCommands({ server, context, matrix, reports, trees }),
  );
  await server.start();
}

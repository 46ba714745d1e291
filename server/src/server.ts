/** The entry of the language server: builds the host from Node and serves the editor that started it. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeHost } from './host';
import { serve } from './lsp';
import { visible } from './protocol';

const connection = createConnection(ProposedFeatures.all);
const { console } = connection;

/** A stack has lines of its own. */
const linesOf = (message: string) => message.split('\n').map(visible).join('\n');
const log = {
  info: (message: string) => console.info(visible(message)),
  warn: (message: string) => console.warn(visible(message)),
  error: (message: string) => console.error(linesOf(message)),
};

// A promise nobody awaited must not end the server: the editor would restart it and lose what it knows.
process.on('unhandledRejection', (reason) => {
  log.error(`this is a bug in IdC Authoring: ${reason instanceof Error ? reason.stack : String(reason)}`);
});

serve(connection, {
  createHost: (settings, storage) =>
    createNodeHost({
      env: process.env,
      log,
      storage,
      requestsPerSecond: () => settings().requestsPerSecond,
      preferredRoles: () => settings().rolesInTargetAccounts,
    }),
  defaultProfile: process.env.AWS_PROFILE,
});

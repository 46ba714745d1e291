/** The language server: LSP on one side, the core and the host on the other. Speaks of positions and URIs, decides nothing. */
export { type ServerContext, serve } from './server';

/** The emulator under AWS's own host names, behind a proxy. Knows nothing of the code under test. */
export { authorityName } from './authority';
export { createProxy, type Proxy, type ProxyOptions } from './proxy';

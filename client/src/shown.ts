/** Texts of code, AWS and files where VS Code shows them: they forge no icon and no link, and what can't be seen is made visible. */
import { visible } from '../../server/src/protocol';

/** For labels that take `$(name)` for an icon: quick picks, the status bar. A backslash before it makes it text. */
export function label(text: string): string {
  return visible(text).replaceAll(/\$\((?=[A-Za-z0-9-]+(?:~[A-Za-z]+)?\))/g, '\\$(');
}

/** For notifications, which take `[text](target)` for a link, to a command too. */
export function sentence(text: string): string {
  return visible(text).replaceAll('](', ']\\u0028');
}

/** Whether a page may be opened in the browser: over TLS, or of this machine. */
export function isPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLocal);
}

/** What Git is told before anything a repository says: nothing runs, nothing connects, nobody is asked. */
import { devNull } from 'node:os';
import { dirname } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Of Git's own variables those that say where it is installed, which repositories the user trusts, and where the user
 * keeps objects. The others lead to another repository, start programs, or change what is printed (git(1), ENVIRONMENT).
 */
const kept =
  /^GIT_(EXEC_PATH|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|ALTERNATE_OBJECT_DIRECTORIES|TEST_ASSUME_DIFFERENT_OWNER)$/i;

/** A protocol that there is none of: with the list given, no setting allows another (git(1), GIT_ALLOW_PROTOCOL). */
const noProtocol = 'none';

/** `top` holds `.git`: Git looks for a repository there and nowhere else, and takes it for the work tree. */
export function gitEnvironment(env: Environment, top: string): Environment {
  const own = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name) || kept.test(name));
  return {
    ...Object.fromEntries(own),
    // In English, whatever the user speaks: a reason for refusing has no code of its own.
    LC_ALL: 'C',
    GIT_CEILING_DIRECTORIES: dirname(top),
    // Whatever `core.worktree` and `core.bare` say.
    GIT_WORK_TREE: top,
    // From Git 2.39.4 on; the list of protocols is for those before.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: noProtocol,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_SSH_COMMAND: 'exit 1',
    GIT_PROXY_COMMAND: 'exit 1',
    GIT_PAGER: 'cat',
    GIT_EDITOR: ':',
  };
}

/**
 * Settings that count in place of the repository's. None of the commands that are used asks for one of them; they are said
 * for the day one does. An embedded folder that looks like a bare repository is none (from Git 2.38 on).
 */
const settings = {
  'core.fsmonitor': 'false',
  'core.hooksPath': devNull,
  'core.alternateRefsCommand': ':',
  'core.attributesFile': devNull,
  'credential.helper': '',
  'diff.external': '',
  'gc.auto': '0',
  'gpg.program': ':',
  'gpg.ssh.program': ':',
  'gpg.x509.program': ':',
  'log.showSignature': 'false',
  'maintenance.auto': 'false',
  'protocol.allow': 'never',
  'safe.bareRepository': 'explicit',
  'submodule.recurse': 'false',
};

/** What stands between `git` and the command. */
export function gitOptions(top: string): readonly string[] {
  const said = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['--no-pager', '--literal-pathspecs', ...said, '-C', top];
}

/** A Git repository that somebody made to do harm, and traps that tell whether a program of it ran. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export type HostileRepository = ReturnType<typeof hostileRepository>;

/** An empty repository in a new folder; `aside` is a folder next to it, outside of the repository. */
export function hostileRepository() {
  const all = realpathSync(mkdtempSync(join(tmpdir(), 'idc-hostile-git-')));
  const [path, aside] = [join(all, 'repository'), join(all, 'aside')];
  for (const it of [path, aside]) mkdirSync(it);
  const git = gitIn(path);
  git('init', '-q', '-b', 'main');
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '-q', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  /** As in a partial clone: the object is named and not there. */
  const lose = (object: string) => {
    const id = git('rev-parse', object);
    rmSync(join(path, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
    return id;
  };
  return { path, aside, git, write, commit, lose, remove: () => rmSync(all, { recursive: true, force: true }) };
}

/** Runs the plain program, for what is set up and for controls; what it prints, without the last line's end. */
export function gitIn(path: string, env: NodeJS.ProcessEnv = {}) {
  return (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: path,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
}

/** Programs in a folder, each of which leaves its name behind when it is run. */
export function trapsIn(folder: string) {
  const told = join(folder, 'ran');
  const set = (name: string) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\necho '${name}' >> '${told}'\nexit 1\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const ran = () => (existsSync(told) ? [...new Set(readFileSync(told, 'utf8').trim().split('\n'))].sort() : []);
  const path = [folder, process.env.PATH].join(delimiter);
  return { set, ran, forget: () => rmSync(told, { force: true }), path };
}

/** A commit that claims to be signed: whoever verifies it starts what `gpg.program` names. */
export function signHead({ git, path }: HostileRepository): void {
  const text = git('cat-file', 'commit', 'HEAD');
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQEzBAABCAAdFiEE\n -----END PGP SIGNATURE-----\n';
  const end = text.indexOf('\n\n') + 1;
  const file = join(path, '.git/signed');
  writeFileSync(file, `${text.slice(0, end)}${signature}${text.slice(end)}\n`);
  git('update-ref', 'HEAD', git('hash-object', '-t', 'commit', '-w', file));
}

// Installs a real VS Code, as code-server, from the npm registry alone. npm's install scripts stay off: they would download
// from elsewhere. What they would have built is built here with npm's own node-gyp against the headers that came with Node,
// so the machine needs python3, make and a C++ compiler, and nothing else.
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder } from './cache';
import { mustRun, run } from './process-group';
import type { EditorVersion } from './versions';

export type CodeServer = {
  readonly version: EditorVersion;
  readonly node: string;
  readonly entry: string;
};

type Say = (line: string) => void;

/** Resolves once the version is installed; a second call finds it in the cache. */
export async function installCodeServer(version: EditorVersion, say: Say): Promise<CodeServer> {
  const home = join(cacheFolder(), `code-server-${version.codeServer}`);
  if (!existsSync(join(home, 'complete'))) await install(version, home, say);
  return {
    version,
    node: join(home, 'node_modules', nodePackage(), 'bin', 'node'),
    entry: join(home, 'node_modules/code-server/out/node/entry.js'),
  };
}

async function install(version: EditorVersion, home: string, say: Say): Promise<void> {
  await checkMachine();
  const started = Date.now();
  const progress = (what: string) => say(`  ${what} (${Math.round((Date.now() - started) / 1000)} s)`);
  say(`Installing VS Code ${version.vscode} (code-server ${version.codeServer}) in ${home}; about a minute.`);

  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'package.json'), JSON.stringify({ private: true, name: 'editor', version: '0.0.0' }));
  await npmInstall(home, [`code-server@${version.codeServer}`, `${nodePackage()}@${version.node}`]);
  progress('code-server and its Node');

  const vscode = join(home, 'node_modules/code-server/lib/vscode');
  await npmInstall(vscode, ['--omit=dev']);
  progress('the dependencies of VS Code');

  await buildNativeModules(home, vscode);
  await provideRipgrep(home, vscode);
  await linkRemoteCommand(vscode);
  progress('native modules');
  await writeFile(join(home, 'complete'), '');
}

async function checkMachine(): Promise<void> {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error(
      `VS Code in the browser can be installed on Linux only, not on ${process.platform} ${process.arch}. Put a desktop VS Code's \`code\` on the PATH instead.`,
    );
  }
  const missing: string[] = [];
  for (const tool of ['npm', 'python3', 'make', 'g++']) {
    const found = await run({ program: tool, args: ['--version'] }).then(
      (it) => it.code === 0,
      () => false,
    );
    if (!found) missing.push(tool);
  }
  if (missing.length > 0) {
    throw new Error(
      `VS Code in the browser needs some modules built: ${missing.join(', ')} not found. On Debian: apt-get install -y python3 make g++.`,
    );
  }
}

function npmInstall(folder: string, args: readonly string[]): Promise<string> {
  return mustRun(`npm install in ${folder}`, {
    program: 'npm',
    args: ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--save-exact', ...args],
    cwd: folder,
  });
}

const gypArgs = {
  /** argon2 looks for its binary under the name and version that its install script would have given it. */
  argon2: (folder: string) => [
    '--module_name=argon2',
    `--module_path=${join(folder, 'lib/binding/napi-v3')}`,
    '--napi_version=9',
    '--napi_build_version=3',
  ],
};

async function buildNativeModules(home: string, vscode: string): Promise<void> {
  const prebuilt = `prebuilds/linux-${process.arch}`;
  for (const name of ['@vscode/spdlog', '@vscode/native-watchdog', 'native-watchdog', 'node-pty']) {
    const folder = join(vscode, 'node_modules', name);
    const isBuilt = name === 'node-pty' && existsSync(join(folder, prebuilt, 'pty.node'));
    if (existsSync(folder) && !isBuilt) await compile(home, folder, []);
  }
  const argon2 = join(home, 'node_modules/argon2');
  if (existsSync(join(argon2, 'binding.gyp')) && !existsSync(join(argon2, 'prebuilds'))) {
    await compile(home, argon2, gypArgs.argon2(argon2));
  }
}

async function compile(home: string, folder: string, args: readonly string[]): Promise<void> {
  const nodeHome = join(home, 'node_modules', nodePackage());
  await mustRun(`Building ${folder}`, {
    program: join(nodeHome, 'bin/node'),
    args: [await nodeGyp(), 'rebuild', '--loglevel=error', `--nodedir=${nodeHome}`, ...args],
    cwd: folder,
    env: { ...process.env, JOBS: '2', PATH: [join(nodeHome, 'bin'), process.env.PATH].join(delimiter) },
  });
}

async function nodeGyp(): Promise<string> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (!existsSync(join(folder, 'npm'))) continue;
    const npm = dirname(dirname(await realpath(join(folder, 'npm'))));
    const script = join(npm, 'node_modules/node-gyp/bin/node-gyp.js');
    if (existsSync(script)) return script;
  }
  throw new Error('node-gyp not found beside npm. Install npm from nodejs.org or with your package manager.');
}

/** Older versions fetch `rg` after the install; searching and `workspace.findFiles` need it. */
async function provideRipgrep(home: string, vscode: string): Promise<void> {
  const folder = join(vscode, 'node_modules/@vscode/ripgrep');
  if (!existsSync(folder) || existsSync(join(folder, 'bin/rg'))) return;
  const carrier = `@vscode/ripgrep-linux-${process.arch}`;
  await npmInstall(home, [`${carrier}@1`]);
  await mkdir(join(folder, 'bin'), { recursive: true });
  await copyFile(join(home, 'node_modules', carrier, 'bin/rg'), join(folder, 'bin/rg'));
  await chmod(join(folder, 'bin/rg'), 0o755);
}

/** Makes `code-server FILE` work in the editor's own terminal. */
async function linkRemoteCommand(vscode: string): Promise<void> {
  const folder = join(vscode, 'bin/remote-cli');
  if (!existsSync(folder) || (await readdir(folder)).includes('code-server')) return;
  await symlink('code-linux.sh', join(folder, 'code-server'));
}

function nodePackage(): string {
  return `node-linux-${process.arch}`;
}

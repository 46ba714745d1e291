/** Functions of files and paths. What is not loaded yet is unknown, and has thereby been asked for. */
import { withHop } from '../../base';
import { BOOL, STRING, setOf, type Type } from '../type/type';
import { boolValue, stringValue, unknownValue } from '../value/construct';
import { setValue } from '../value/set-order';
import type { StringValue, UnknownValue, Value } from '../value/value';
import { base64, utf8 } from './encoding/bytes';
import { type BuiltIn, type CallSite, failed, failedArgument, originOfResult, parameter } from './function';
import { globPattern, hasNestedBraces } from './glob';
import { ofOne, textOf } from './text/strings';

const PATH = [parameter('path', STRING)];

export const files: Readonly<Record<string, BuiltIn>> = {
  abspath: { parameters: PATH, returns: STRING, apply: dependsOnMachine },
  basename: ofOne(baseName),
  dirname: ofOne(directoryName),
  file: { parameters: PATH, returns: STRING, apply: ([path], site) => readFile(textOf(path), site) },
  filebase64: { parameters: PATH, returns: STRING, apply: fileBase64 },
  fileexists: { parameters: PATH, returns: BOOL, apply: fileExists },
  fileset: { parameters: [...PATH, parameter('pattern', STRING)], returns: setOf(STRING), apply: fileSet },
  pathexpand: { parameters: PATH, returns: STRING, apply: pathExpand },
};

function dependsOnMachine(_: readonly Value[], site: CallSite): Value {
  return unknownValue({ kind: 'machine-dependent', function: site.name }, site.origin, STRING);
}

function pathExpand(args: readonly Value[], site: CallSite): Value {
  const path = textOf(args[0]);
  return path.startsWith('~') ? dependsOnMachine(args, site) : stringValue(path, originOfResult(args, site));
}

/** The text of a file; its origin is the whole file, so that decoders can point inside. */
export function readFile(path: string, site: CallSite): StringValue | UnknownValue {
  const found = path.startsWith('~') ? 'elsewhere' : site.scope.files.read(path);
  if (found === 'binary') return notText(path, site);
  if (typeof found === 'string') return notRead(path, found, site);
  if (found.path === undefined) return stringValue(found.text, site.origin);
  const at = { path: found.path, start: 0, end: found.text.length };
  const origin = withHop({ at }, site.origin.at, { kind: 'decoded', function: site.name });
  return { ...stringValue(found.text, origin), wholeFile: found.path };
}

/** The very bytes of a file, as the functions that hash and encode files see them. */
export function readBytes(path: string, site: CallSite): Uint8Array | UnknownValue {
  const found = path.startsWith('~') ? 'elsewhere' : site.scope.files.bytes(path);
  return typeof found === 'string' ? notRead(path, found, site) : found;
}

function notRead(path: string, why: 'elsewhere' | 'pending' | 'missing' | 'outside', site: CallSite): UnknownValue {
  if (why === 'outside') return outside(path, STRING, site);
  if (why === 'elsewhere') return unknownValue({ kind: 'file-in-home', path }, site.origin, STRING);
  if (isFolder(path, site)) {
    return failedArgument(site, 'path', `failed to read file: read ${cleanPath(path)}: is a directory`);
  }
  if (why === 'pending') return unknownValue({ kind: 'file-pending', path }, site.origin, STRING);
  return missing(path, site);
}

function outside(path: string, type: Type, site: CallSite): UnknownValue {
  return unknownValue({ kind: 'outside-repository', path }, site.origin, type);
}

/** File systems refuse to look for a name of more than 255 bytes. */
function hasLongName(path: string): boolean {
  return path.split('/').some((name) => utf8(name).length > 255);
}

function isFolder(path: string, site: CallSite): boolean {
  return (site.scope.files.list(cleanPath(path))?.length ?? 0) > 0;
}

function notText(path: string, site: CallSite): UnknownValue {
  const advice =
    'use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead';
  return failedArgument(site, 'path', `contents of ${JSON.stringify(path)} are not valid UTF-8; ${advice}`);
}

function missing(path: string, site: CallSite): UnknownValue {
  const hint =
    'this function works only with files that are distributed as part of the configuration source code, so if this file will be created by a resource in this configuration you must instead obtain this result from an attribute of that resource';
  return failedArgument(site, 'path', `no file exists at ${JSON.stringify(path)}; ${hint}`);
}

function fileBase64([path]: readonly Value[], site: CallSite): Value {
  const bytes = readBytes(textOf(path), site);
  return 'kind' in bytes ? bytes : stringValue(base64(bytes), site.origin);
}

function fileExists([path]: readonly Value[], site: CallSite): Value {
  const name = textOf(path);
  if (site.scope.files.leadsOut(name)) return outside(name, BOOL, site);
  const listed = site.scope.files.list(directoryName(name));
  if (listed?.includes(baseName(name))) return boolValue(true, site.origin);
  if (hasLongName(name)) return failed(site, `failed to stat ${JSON.stringify(name)}`);
  if (isFolder(name, site)) return failed(site, `${JSON.stringify(cleanPath(name))} is a directory, not a file`);
  const found = site.scope.files.read(name);
  if (found === 'outside') return outside(name, BOOL, site);
  if (found === 'pending') return unknownValue({ kind: 'file-lookup-pending', path: name }, site.origin, BOOL);
  return boolValue(found !== 'missing', site.origin);
}

function fileSet([folder, pattern]: readonly Value[], site: CallSite): Value {
  const path = cleanPath(textOf(folder));
  if (site.scope.files.leadsOut(path)) return outside(textOf(folder), setOf(STRING), site);
  const listed = site.scope.files.list(path);
  if (!listed) return unknownValue({ kind: 'unlisted-folder', path: textOf(folder) }, site.origin, setOf(STRING));
  if (hasNestedBraces(textOf(pattern)))
    return unknownValue({ kind: 'not-computed', what: 'nested-braces' }, site.origin, setOf(STRING));
  const written = cleanPath(textOf(pattern));
  if (written === '..' || written.startsWith('../')) return fileSetAbove(path, written, site);
  const glob = globPattern(written);
  if (!glob) return failed(site, `failed to glob pattern ${JSON.stringify(textOf(pattern))}: syntax error in pattern`);
  const found = listed.filter((it) => glob.test(it));
  const out = found.find((it) => site.scope.files.leadsOut(`${path}/${it}`));
  if (out !== undefined) return outside(`${path}/${out}`, setOf(STRING), site);
  return setValue(
    found.map((it) => stringValue(it, site.origin)),
    STRING,
    site.origin,
  );
}

/** A pattern may go up from its folder, where nothing is listed. */
function fileSetAbove(folder: string, pattern: string, site: CallSite): Value {
  const steps = pattern.split('/');
  const first = steps.findIndex((it) => /[*?[{\\]/.test(it));
  const above = cleanPath(`${folder}/${steps.slice(0, first < 0 ? -1 : first).join('/')}`);
  if (site.scope.files.leadsOut(above)) return outside(above, setOf(STRING), site);
  return unknownValue({ kind: 'unlisted-folder', path: above }, site.origin, setOf(STRING));
}

/** As Go's `filepath.Clean`: without `.`, doubled slashes and steps that take themselves back. */
function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (step !== '..' || !isAbsolute) kept.push(step);
  }
  const joined = (isAbsolute ? '/' : '') + kept.join('/');
  return joined === '' ? '.' : joined;
}

function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

function directoryName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1));
}

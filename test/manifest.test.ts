import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accessDefinition, formats } from '../server/src/core/declared';
import { rules } from '../server/src/core/rules';
import { commandCategory, commands, decodeSettings, settings, viewIds } from '../server/src/protocol';

const file = 'package.json';
const manifest = JSON.parse(readFileSync(file, 'utf8'));

const severities = ['error', 'warning', 'info', 'hint', 'off'];

/** Said once, in `server/src/protocol` and in the registry of formats; with UPDATE=1 the manifest is rewritten to say the same. */
const told = {
  configuration: {
    title: 'IdC Authoring',
    properties: Object.fromEntries(
      settings.map(({ key, scope, doc, schema }) => [
        `idc.${key}`,
        { scope, ...schema, ...(key === 'rules' ? { properties: ruleSettings() } : {}), markdownDescription: doc },
      ]),
    ),
  },
  commands: commands.map(({ id, title, icon }) => ({
    command: id,
    title,
    category: commandCategory,
    ...(icon ? { icon: `$(${icon})` } : {}),
  })),
  activation: [
    'onWebviewPanel:idc.matrix',
    'onWebviewPanel:idc.report',
    ...formats.flatMap(({ activation }) => activation.languages.map((it) => `onLanguage:${it}`)),
    'workspaceContains:.idc.yaml',
    ...formats.flatMap(({ activation }) => activation.files.map((it) => `workspaceContains:${it}`)),
  ],
  definitions: accessDefinition.activation.files.map((it) => it.replace(/^\*\*\//, '')),
  palette: commands.flatMap(({ id, palette }) => (palette ? [{ command: id, when: palette }] : [])),
};

/** Each rule by name, so that the editor of the settings can offer them; others may be named too. */
function ruleSettings() {
  const named = rules.map(({ name, summary, severity }) => [
    name,
    { enum: severities, description: `${summary} Default: ${severity}.` },
  ]);
  return Object.fromEntries(named.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

if (process.env.UPDATE) {
  const { contributes } = manifest;
  contributes.configuration = told.configuration;
  contributes.commands = told.commands;
  contributes.menus.commandPalette = told.palette;
  contributes.yamlValidation[0].fileMatch = told.definitions;
  manifest.activationEvents = told.activation;
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

const { contributes } = manifest;

describe('The manifest', () => {
  it('offers the settings of the settings table, and each rule by its name', () => {
    expect(contributes.configuration).toEqual(told.configuration);
  });

  it('offers the commands of the command table, under one category', () => {
    expect(contributes.commands).toEqual(told.commands);
    expect(contributes.menus.commandPalette).toEqual(told.palette);
  });

  it('starts the extension on the files and languages of the registered formats', () => {
    expect(manifest.activationEvents).toEqual(told.activation);
  });

  it('checks the files of the access definition against its schema', () => {
    const [{ fileMatch, url }] = contributes.yamlValidation;
    expect({ fileMatch, url }).toEqual({
      fileMatch: told.definitions,
      url: './docs/schemas/access-definition.schema.json',
    });
  });

  it('names only commands that exist', () => {
    const ids = new Set<string>(commands.map((it) => it.id));
    const menus: { command: string }[] = Object.values(contributes.menus).flat() as { command: string }[];
    const text = JSON.stringify([contributes.viewsWelcome, contributes.walkthroughs]);
    const linked = [...text.matchAll(/\(command:(idc\.\w+)\)/g)].map((match) => match[1] ?? '');
    const unknown = [...menus.map((it) => it.command), ...linked].filter((id) => !ids.has(id));
    expect(unknown).toEqual([]);
  });

  it('has the views that the server builds trees for, each with an icon', () => {
    expect(contributes.views.idc.map((it: { id: string }) => it.id)).toEqual(Object.values(viewIds));
    expect(contributes.views.idc.every((it: { icon?: string }) => it.icon)).toBe(true);
  });

  it('points at files that exist', () => {
    const text = JSON.stringify(manifest);
    const paths = [...text.matchAll(/"(?:\.\/)?((?:media|syntaxes|docs)\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) expect(() => readFileSync(path), path).not.toThrow();
  });
});

describe('Settings', () => {
  it('that decide whom AWS is asked as cannot come from a workspace', () => {
    const scopes = Object.fromEntries(settings.map(({ key, scope }) => [key, scope]));
    expect(scopes).toMatchObject({
      profile: 'machine',
      requestsPerSecond: 'machine',
      rolesInTargetAccounts: 'machine',
    });
  });

  it('name no endpoint, no credential and no file', () => {
    const suspicious = settings.filter(({ key }) => /endpoint|url|token|secret|credential|path|command/i.test(key));
    expect(suspicious).toEqual([]);
  });

  it('keep their defaults where the editor sends nothing or nonsense', () => {
    const defaultSettings = Object.fromEntries(settings.map(({ key, schema }) => [key, schema.default]));
    expect(decodeSettings(undefined)).toEqual(defaultSettings);
    const nonsense = { profile: 7, requestsPerSecond: 500, rolesInTargetAccounts: 'Admin', rules: ['off'] };
    expect(decodeSettings(nonsense)).toEqual(defaultSettings);
    expect(decodeSettings({ rolesInTargetAccounts: [' ReadOnly ', 3, ''] }).rolesInTargetAccounts).toEqual([
      'ReadOnly',
    ]);
  });

  it('are read as they are written, rule by rule', () => {
    const section = { profile: ' prod ', requestsPerSecond: 5, rules: { 'unassigned-group': 'off', nonsense: 'loud' } };
    expect(decodeSettings(section)).toMatchObject({
      profile: 'prod',
      requestsPerSecond: 5,
      rules: { 'unassigned-group': 'off' },
    });
  });
});

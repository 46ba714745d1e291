import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type EditorSettings = Readonly<Record<string, unknown>>;

/** Quiet, so that what is on the screen is the extension's: no welcome, no telemetry, no AI, no Git. */
export const quietSettings: EditorSettings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** Writes the user settings of an editor that keeps its data in the given folder. */
export async function writeSettings(userData: string, settings: EditorSettings): Promise<void> {
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User/settings.json'), JSON.stringify(settings, undefined, 2));
}

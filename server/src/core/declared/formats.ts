/** The registry of formats: a new one is a folder, and a row here. */
import { emptyProjectFile } from '../model';
import { accessDefinition } from './access-definition';
import type { Format } from './format';
import { landingZone } from './landing-zone';
import { isModuleManifest, isProjectFile } from './source-files';
import { terraform } from './terraform';
import type { RegisteredYamlFormat } from './yaml-reader';

export const yamlFormats: readonly RegisteredYamlFormat[] = [accessDefinition, landingZone];

/** In the order in which what they declare is listed. */
export const formats: readonly Format[] = withTerraform(yamlFormats);

export function withTerraform(yaml: readonly RegisteredYamlFormat[]): readonly Format[] {
  return [terraform, ...yaml];
}

/** Files to load before the first analysis; it asks for further ones by itself. */
export function isSource(path: string): boolean {
  if (isProjectFile(path) || isModuleManifest(path)) return true;
  return formats.some((format) => format.matches(path, emptyProjectFile));
}

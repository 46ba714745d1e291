/** YAML access definitions, the product's own format: `access.yaml`, and what is in a folder called `access`. */
import { matchesGlob } from '../../base';
import { yamlFormat } from '../yaml-reader';
import { joinDefinitions, readDefinition } from './access-definition';

export const accessDefinition = yamlFormat({
  name: 'access-definition',
  files: [
    '**/access.yaml',
    '**/access.yml',
    '**/*.access.yaml',
    '**/*.access.yml',
    '**/access/**/*.yaml',
    '**/access/**/*.yml',
  ],
  isNamed: (path, project) => project.files.some((glob) => matchesGlob(glob, path)),
  reads: () => [],
  read: readDefinition,
  join: joinDefinitions,
});

/**
 * What the code declares, read as an Access: a folder for each format, listed in `formats.ts`; `declaration.ts` reads and
 * joins them. Judges nothing.
 */
export { accessDefinition } from './access-definition';
export { createDeclarationReader, type Declaration } from './declaration';
export type { Declared } from './declared';
export type { Format, Sources } from './format';
export { formats, isSource, yamlFormats } from './formats';
export { isLandingZoneFile, landingZone } from './landing-zone';
export type { GapKind, Part, PartGap } from './part';
export { isProjectFile, isVendored, isYaml } from './source-files';
export { isTerraform, readTerraform } from './terraform';
export { type Plan, type PlanReading, type RootChoice, type RootPlan, readPlan, rootOfPlan } from './terraform-plan';
export { parseYaml, type RegisteredYamlFormat } from './yaml-reader';

/** What the code declares, read as an Access: evaluated Terraform and YAML access definitions, joined. Judges nothing. */

export { readDefinitions } from './access-definition/access-definition';
export { type BrokenFile, readBroken, readUnread } from './broken';
export { accountNames, type Declared, join } from './declared';
export { isLandingZoneFile, landingZoneFiles, readByLandingZones, readLandingZones } from './landing-zone';
export type { GapKind, Part, PartGap } from './part';
export { createTerraformReader, readTerraform } from './terraform/terraform';
export {
  type EvaluateWith,
  type Plan,
  type PlanReading,
  type RootChoice,
  type RootPlan,
  readPlan,
  rootOfPlan,
  variablesFile,
  withPlans,
} from './terraform-plan';

/** Which files matter, told by their names. Others (YAML that Terraform reads, templates) are loaded when an analysis asks. */
import { matchesGlob } from '../base';

const terraform = /\.(tf|tofu|tfvars)(\.json)?$/;
const definition = /(^|\/)([^/]*\.)?access\.ya?ml$|(^|\/)access\/.*\.ya?ml$/;
const landingZone = /(^|\/)iam-config\.yaml$/;
/** That of a folder above counts where the analysed one has none. */
const projectFile = /^(\.\.\/)*\.idc\.ya?ml$/;
const moduleManifest = /(^|\/)\.terraform\/modules\/modules\.json$/;

/** Files to load before the first analysis. */
export function isSource(path: string): boolean {
  const isOther = isProjectFile(path) || landingZone.test(path) || moduleManifest.test(path);
  return isTerraform(path) || definition.test(path) || isOther;
}

/** What may set up a landing zone; whether it does, its content says. */
export function isLandingZone(path: string): boolean {
  return landingZone.test(path) && !isVendored(path);
}

/** Terraform's and OpenTofu's own files, in both notations. */
export function isTerraform(path: string): boolean {
  return terraform.test(path);
}

export function isProjectFile(path: string): boolean {
  return projectFile.test(path);
}

export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** YAML that is an access definition, by its name or because the project file says so. */
export function isDefinition(path: string, globs: readonly string[]): boolean {
  if (!isYaml(path) || isVendored(path) || isProjectFile(path)) return false;
  return definition.test(path) || globs.some((glob) => matchesGlob(glob, path));
}

/** Modules that `terraform init` downloaded: they are read, but nobody mends them there. */
export function isVendored(path: string): boolean {
  return /(^|\/)\.terraform\//.test(path);
}

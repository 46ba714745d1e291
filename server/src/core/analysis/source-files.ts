/** Which files are read from the start. Others (YAML that Terraform reads, templates) are loaded when the evaluation asks. */

const terraform = /\.(tf|tofu|tfvars)(\.json)?$/;
const definition = /(^|\/)([^/]*\.)?access\.ya?ml$|(^|\/)access\/.*\.ya?ml$/;
const projectFile = /^\.idc\.ya?ml$/;
const moduleManifest = /(^|\/)\.terraform\/modules\/modules\.json$/;

export function isSource(path: string): boolean {
  return terraform.test(path) || definition.test(path) || projectFile.test(path) || moduleManifest.test(path);
}

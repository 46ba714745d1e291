/** What a path alone says of a file, whatever the format. */

/** That of a folder above counts where the analysed one has none. */
export function isProjectFile(path: string): boolean {
  return /^(\.\.\/)*\.idc\.ya?ml$/.test(path);
}

export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** Modules that `terraform init` downloaded: they are read, but not fixed: the next `init` overwrites them. */
export function isVendored(path: string): boolean {
  return /(^|\/)\.terraform\//.test(path);
}

/** Says where `terraform init` put the modules. */
export function isModuleManifest(path: string): boolean {
  return /(^|\/)\.terraform\/modules\/modules\.json$/.test(path);
}

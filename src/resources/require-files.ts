/** Throws unless files or a kustomization are named (resource.FilenameOptions' RequireFilenameOrKustomize). */
export function requireFiles(filenames: readonly string[], kustomize: string): void {
  if (filenames.length === 0 && kustomize === '') throw new Error('must specify one of -f and -k')
}

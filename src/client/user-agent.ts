/** GOOS and GOARCH of a runtime's `process.platform` and `process.arch`. */
const systems: Readonly<Record<string, string>> = {win32: 'windows', sunos: 'solaris'}
const architectures: Readonly<Record<string, string>> = {x64: 'amd64', ia32: '386', mipsel: 'mipsle'}

/** `kctl/v1.2.3 (linux/amd64) kubernetes/abc1234`, built as client-go's DefaultKubernetesUserAgent is. */
export function userAgent(
  program: string,
  version: string,
  commit: string,
  platform: string,
  arch: string,
): string {
  const release = version === '' ? 'unknown' : version.split('-', 1)[0]!
  const system = goPlatform(platform, arch)
  return `${program}/${release} (${system}) kubernetes/${commit === '' ? 'unknown' : commit.slice(0, 7)}`
}

/** `linux/amd64`, as Go programs name where they run. */
export function goPlatform(platform: string, arch: string): string {
  return `${systems[platform] ?? platform}/${architectures[arch] ?? arch}`
}

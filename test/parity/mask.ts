/** What a side's outputs contain that the other's cannot: replaced before comparing. */
export interface SideNames {
  readonly namespace: string
  readonly id: string
  readonly folder: string
  readonly server: string
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, '<time>'],
  // Times as describe writes them.
  [/\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, '<time>'],
  [/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} [A-Z]+/g, '<time>'],
  // Times and temporary folders of diff.
  [/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{9} [+-]\d{4}/g, '<time>'],
  [/\b(LIVE|MERGED)-\d+/g, '$1-<random>'],
  [/(Resource Version: +)\d+/g, '$1<version>'],
  [/(NodePort: +(?:\S+ +)?)3[0-2]\d{3}\b/g, '$1<port>'],
  [/(Terminating \(lasts )[\dsmhdy]+\)/g, '$1<age>)'],
  [/(kube-api-access-)[a-z0-9]{5}\b/g, '$1<random>'],
  [/(resourceVersion\\?"?: ?\\?"?)\d+/g, '$1<version>'],
  [/\(rv \d+\)/g, '(rv <version>)'],
  // A pod of a ReplicaSet, and the ReplicaSet: NAME-HASH-RANDOM, NAME-HASH.
  [/-[bcdf-hj-np-tv-xz2456789]{8,10}-[bcdf-hj-np-tv-xz2456789]{5}\b/g, '-<hash>-<random>'],
  [/(pod-template-hash"?[:=] ?"?)[a-z0-9]+/g, '$1<hash>'],
  [/\b10\.0\.\d{1,3}\.\d{1,3}\b/g, '<ip>'],
  [/\b(127\.0\.0\.1|localhost):\d{4,5}\b/g, '$1:<port>'],
  // kubectl logs each try of a failed discovery before the error itself; kctl says it once.
  [/^[EW]\d{4} [\d:.]+ +\d+ memcache\.go:.*\n/gm, ''],
  // Go's client tells of its own switches, in any order.
  [/^I\d{4} [\d:.]+ +\d+ envvar\.go:.*\n/gm, ''],
  // The machine's name server.
  [/(lookup \S+) on [\d.]+:53:/g, '$1:'],
  // klog's prefix: level, date, time, process id.
  [/^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6} +\d+ /gm, '<klog> '],
  // The file that edit opens.
  [/(kubectl-edit-)\d+/g, '$1<random>'],
  // Where Go keeps a value in memory.
  [/:0x[0-9a-f]{8,}\b/g, ':...'],
  [/\bmilliseconds=\d+/g, 'milliseconds=<ms>'],
]

// What only a build of the Go program has; the server's is compared.
const clientVersion = /"clientVersion": \{[^}]*\}|^clientVersion:\n(?: {2}.*\n)+/gm
const build = /\b((?:gitCommit|gitTreeState|goVersion|compiler)"?: )"?[^",\n]*"?/g

// In tables, with the blanks after it: a column is as wide as its widest age.
const age = /(?<= {2})(\d+[smhdy]){1,2}(?= |$) */gm
const header = /\b(AGE|DURATION|LAST SEEN) +(?=[A-Z])/g

/** The text with everything replaced that must differ between two runs; `ages` in tables only if there are any. */
export function mask(text: string, names: SideNames, ages = true): string {
  let masked = text
    .replaceAll(names.folder, '<folder>')
    .replaceAll(names.namespace, '<namespace>')
    .replaceAll(names.id, '<id>')
    .replaceAll(names.server, '<server>')
    .replace(/\bkctl\b/g, 'kubectl')
  for (const [pattern, replacement] of patterns) masked = masked.replace(pattern, replacement)
  masked = masked.replace(clientVersion, (block) => block.replace(build, '$1<build>'))
  return !ages ? masked : masked.replace(age, '<age> ').replace(header, '$1 ')
}

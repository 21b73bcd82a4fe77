// Kubernetes' sources as the tests' programs are compiled from them: what costs the compiler a fifth of its time
// and changes nothing that a program does is left out or put otherwise (docs/adr/0016-edited-sources.md).
import {copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'

/** Types of which the control plane applies objects itself. */
const applied = [
  'ClusterRole',
  'DeviceTaintRule',
  'FlowSchema',
  'Pod',
  'PodGroup',
  'ServiceCIDR',
  'StorageVersionMigration',
  'ValidatingAdmissionPolicy',
]
const appliedOnes = new RegExp(String.raw`\.(?:${applied.join('|')})ApplyConfiguration\b`)

/** By module and file, or folder of files: what is replaced by what, or that the file is left out. */
const edits = {
  // Whatever mentions an informer's type compiles the methods of DeletedObject once more for each of the 147 types
  // of the API, 2,352 functions in every third package. As functions they are compiled where they are called.
  'k8s.io/client-go': {
    'tools/cache/controller.go': [
      [/func \(d DeletedObject\[T\]\) (\w+)\(\)/g, 'func DeletedObject$1[T Object](d DeletedObject[T])'],
      [/d\.GetObjectName\(\)/g, 'DeletedObjectGetObjectName(d)'],
    ],
    // With a client's interface a package reads and writes all types that this mentions. Nobody calls Apply of the
    // others; their clients still have it.
    'kubernetes/typed/': [
      [/^\tApply\w*\(ctx context\.Context, .*\n/gm, (line) => (appliedOnes.test(line) ? line : '')],
    ],
  },
  // The only caller; what it watches has no namespaces.
  'k8s.io/dynamic-resource-allocation': {
    'resourceslice/tracker/tracker.go': [
      [/klog\.KObj\((deleted\w+)\)/g, 'klog.KRef("", cache.DeletedObjectGetName($1))'],
      [/(deleted\w+)\.GetName\(\)/g, 'cache.DeletedObjectGetName($1)'],
    ],
  },
  // Only tests call this file and the first of the next, which bring along a pretended client for each type.
  'k8s.io/apiserver': {'pkg/admission/plugin/policy/generic/policy_test_context.go': 'left out'},
  'k8s.io/kubernetes': {
    'pkg/scheduler/backend/queue/testing.go': 'left out',
    // One comparison brings the kubelet into the controller manager, with its containers and cgroups.
    'pkg/controller/podgc/gc_controller.go': [
      [/\t"k8s\.io\/kubernetes\/pkg\/kubelet\/eviction"\n/, ''],
      [
        /eviction\.PodIsEvicted\((.+?)\.Status\)/g,
        '($1.Status.Phase == v1.PodFailed && $1.Status.Reason == "Evicted")',
      ],
    ],
  },
}

/** The modules that must have been downloaded. */
export const editedModules = Object.keys(edits)

function copySources(from, to) {
  for (const entry of readdirSync(from, {recursive: true, withFileTypes: true})) {
    const file = path.relative(from, path.join(entry.parentPath ?? entry.path, entry.name))
    if (!entry.isFile() || file.endsWith('_test.go') || file.startsWith('test/')) continue
    const target = path.join(to, file)
    mkdirSync(path.dirname(target), {recursive: true})
    copyFileSync(path.join(from, file), target)
  }
}

/** Gives for each pattern whether it matched. */
function edit(file, change) {
  let text = readFileSync(file, 'utf8')
  // The copy is as read-only as Go's.
  rmSync(file)
  if (change === 'left out') return []
  const matches = change.map(([pattern, replacement]) => {
    const isThere = text.search(pattern) >= 0
    text = text.replace(pattern, replacement)
    return isThere
  })
  writeFileSync(file, text)
  return matches
}

/** Throws when a pattern matches nowhere. */
function editAll(place, files, change) {
  const matches = files.map((file) => edit(file, change))
  for (const [i, [pattern]] of change === 'left out' ? [] : change.entries()) {
    if (!matches.some((found) => found[i])) throw new Error(`${place} has no ${pattern} to replace`)
  }
}

function filesIn(copy, place) {
  const entries = readdirSync(path.join(copy, place), {recursive: true, withFileTypes: true})
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

/**
 * Makes copies of the modules in a folder, edited; `folderOf` gives each module's own. Gives by module the copy's
 * path. Throws when a file is not what the edits are for.
 */
export function editSources(folder, folderOf) {
  rmSync(folder, {recursive: true, force: true})
  const copies = {}
  for (const [module, files] of Object.entries(edits)) {
    const copy = path.join(folder, path.posix.basename(module))
    copySources(folderOf(module), copy)
    for (const [place, change] of Object.entries(files)) {
      editAll(place, place.endsWith('/') ? filesIn(copy, place) : [path.join(copy, place)], change)
    }
    copies[module] = copy
  }
  return copies
}

// What is edited in Kubernetes' sources before the tests' programs are compiled from them (edited-sources.mjs).

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

/** Versions of whose kinds neither the control plane nor kubectl has a client or an informer, by group. */
const unusedVersions = {
  admissionregistration: ['v1alpha1', 'v1beta1'],
  apps: ['v1beta1', 'v1beta2'],
  batch: ['v1beta1'],
  coordination: ['v1alpha2'],
  discovery: ['v1beta1'],
  events: ['v1beta1'],
  extensions: ['v1beta1'],
  flowcontrol: ['v1beta1', 'v1beta2', 'v1beta3'],
  lifecycle: ['v1alpha1'],
  node: ['v1alpha1', 'v1beta1'],
  rbac: ['v1alpha1', 'v1beta1'],
  resource: ['v1beta1', 'v1beta2'],
  storage: ['v1alpha1', 'v1beta1'],
  storagemigration: ['v1beta1'],
}

const capital = (name) => name[0].toUpperCase() + name.slice(1)

/** A pattern for any of the unused versions, as `write` writes one. */
function anyUnused(write) {
  const names = Object.entries(unusedVersions).flatMap(([group, versions]) =>
    versions.map((version) => write(group, version)),
  )
  return `(?:${names.join('|')})`
}

const multiline = (pattern) => new RegExp(pattern, 'gm')

/** kubernetes/clientset.go without the unused versions: import, interface, getter, field and its two makings. */
function withoutUnusedClients() {
  const folder = anyUnused((group, version) => `${group}/${version}`)
  const method = anyUnused((group, version) => capital(group) + capital(version))
  const field = anyUnused((group, version) => group + capital(version))
  return [
    [multiline(String.raw`^\t\w+ "k8s\.io/client-go/kubernetes/typed/${folder}"\n`), ''],
    [multiline(String.raw`^\t${method}\(\) .*\n`), ''],
    [multiline(String.raw`^func \(c \*Clientset\) ${method}\(\).*\n.*\n\}\n`), ''],
    [multiline(String.raw`^\t${field} +\*.*\n`), ''],
    [multiline(String.raw`^\tcs\.${field}, err = .*\n\tif err .*\n.*\n\t\}\n`), ''],
    [multiline(String.raw`^\tcs\.${field} = .*\n`), ''],
  ]
}

/** informers/generic.go without the unused versions: import and case. */
function withoutUnusedInformers() {
  const folder = anyUnused((group, version) => `${group}/${version}`)
  const getters = anyUnused((group, version) => String.raw`${capital(group)}\(\)\.${capital(version)}`)
  return [
    [multiline(String.raw`^\t\w+ "k8s\.io/api/${folder}"\n`), ''],
    [multiline(String.raw`^\tcase .*\n.*\bf\.${getters}\(\).*\n`), ''],
  ]
}

/** By file, informers/GROUP/interface.go without the unused versions: import, interface and getter. */
function informersOfGroups() {
  const files = Object.entries(unusedVersions).map(([group, versions]) => {
    const method = `(?:${versions.map(capital).join('|')})`
    const edits = [
      [multiline(String.raw`^\t\w+ "k8s\.io/client-go/informers/${group}/(?:${versions.join('|')})"\n`), ''],
      [multiline(String.raw`^\t${method}\(\) .*\n`), ''],
      [multiline(String.raw`^func \(g \*group\) ${method}\(\).*\n.*\n\}\n`), ''],
    ]
    return [`informers/${group}/interface.go`, edits]
  })
  return Object.fromEntries(files)
}

/** By module and file, or folder of files: what is replaced by what, or that the file is left out. */
export const edits = {
  // Whatever mentions an informer's type compiles the methods of DeletedObject once more for each of the 147 types
  // of the API, 2,352 functions in every third package. As functions they are compiled where they are called.
  'k8s.io/client-go': {
    'tools/cache/controller.go': [
      [/func \(d DeletedObject\[T\]\) (\w+)\(\)/g, 'func DeletedObject$1[T Object](d DeletedObject[T])'],
      [/d\.GetObjectName\(\)/g, 'DeletedObjectGetObjectName(d)'],
    ],
    // kubectl reads the same OpenAPI document of a group up to three times in a call, and encoding/json looks through
    // it twice more before each; core/v1's takes it 60 ms. Only documents without errors are taken so.
    'openapi3/root.go': [
      [/\t"strings"\n/, '$&\t"sync"\n'],
      [/^func \(r \*root\) GVSpec\(/m, 'var readSpecs sync.Map\n\n$&'],
      [
        /\tvar parsedV3Schema spec3\.OpenAPI\n/,
        `\tif spec, found := readSpecs.Load(string(openAPISchemaBytes)); found {
\t\treturn spec.(*spec3.OpenAPI), nil
\t}
\tspec := &spec3.OpenAPI{}
\tif spec.UnmarshalJSON(openAPISchemaBytes) == nil {
\t\treadSpecs.Store(string(openAPISchemaBytes), spec)
\t\treturn spec, nil
\t}
$&`,
      ],
    ],
    // With a client's interface a package reads and writes all types that this mentions. Nobody calls Apply of the
    // others; their clients still have it.
    'kubernetes/typed/': [
      [/^\tApply\w*\(ctx context\.Context, .*\n/gm, (line) => (appliedOnes.test(line) ? line : '')],
    ],
    'kubernetes/clientset.go': withoutUnusedClients(),
    'informers/generic.go': withoutUnusedInformers(),
    ...informersOfGroups(),
    // Of the informers that know their type only those of two kinds are used. Each costs its package 150 functions.
    'informers/': [
      [
        /^(type \w+IndexInformer) cache\.TypedSharedIndexInformer\[\*\w+\.(?!ResourceSlice\]|DeviceTaintRule\])\w+\]/gm,
        '$1 cache.SharedIndexInformer',
      ],
      [/\bcache\.NewTypedSharedIndexInformer\[\*\w+\.(?!ResourceSlice\]|DeviceTaintRule\])\w+\]\(/g, '('],
      [
        /^type (?!(?:Deleted)?(?:ResourceSlice|DeviceTaintRule))\w+ = cache\.(?:TypedResource|TypedFiltering|Deleted).*\n/gm,
        '',
      ],
    ],
  },
  // The only caller of what was made a function; what it watches has no namespaces.
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

import fc from 'fast-check'

/** Generators of manifests whose parts merge in all the ways that Kubernetes' own types have. */

interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: object
}

const subset = <T>(...items: T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray(items)
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, {nil: undefined})
const word = fc.constantFrom('x', 'y', 'z')
const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c.d/e', 'f'), word, {maxKeys: 3})

const metadata = fc.record({labels: some(texts), annotations: some(texts)})

/** One item for each of some keys, in any order. */
const keyed = <T>(keys: readonly string[], item: (key: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc
    .shuffledSubarray([...keys])
    .chain((chosen) => fc.tuple(...chosen.map(item)) as unknown as fc.Arbitrary<T[]>)

const env = keyed(['ONE', 'TWO', 'THREE'], (name) =>
  fc.oneof(
    fc.record({name: fc.constant(name), value: word}),
    fc.record({name: fc.constant(name), valueFrom: fc.constant({fieldRef: {fieldPath: 'metadata.name'}})}),
  ),
)

const ports = subset(
  {containerPort: 80, name: 'http'},
  {containerPort: 443, name: 'tls'},
  {containerPort: 53, name: 'dns', protocol: 'UDP'},
  {containerPort: 54, name: 'more', protocol: 'TCP'},
)

const container = (name: string) =>
  fc.record(
    {
      name: fc.constant(name),
      image: fc.constantFrom('nginx:1', 'nginx:2', 'redis'),
      args: subset('-a', '-b', '-c'),
      env,
      ports,
      resources: fc.constantFrom(
        {},
        {requests: {cpu: '1m'}},
        {requests: {cpu: '2m'}, limits: {memory: '1Gi'}},
      ),
      imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent'),
    },
    {requiredKeys: ['name', 'image']},
  )

const volume = (name: string) =>
  fc.oneof(
    fc.constant({name, emptyDir: {}}),
    fc.constant({name, emptyDir: {medium: 'Memory'}}),
    fc.constant({name, configMap: {name: 'c', items: [{key: 'a', path: 'b'}]}}),
    fc.constant({name, secret: {secretName: 's'}}),
  )

const tolerations = subset(
  {key: 'a', operator: 'Exists'},
  {key: 'b', operator: 'Equal', value: 'c', effect: 'NoSchedule'},
  {key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5},
)

const podSpec = fc.record(
  {
    containers: keyed(['one', 'two', 'three'], container).map((list) =>
      list.length > 0 ? list : [{name: 'one', image: 'redis'}],
    ),
    initContainers: keyed(['init'], container),
    volumes: keyed(['v', 'w'], volume),
    tolerations,
    nodeSelector: texts,
    hostAliases: subset({ip: '10.0.0.1', hostnames: ['a', 'b']}, {ip: '10.0.0.2', hostnames: ['c']}),
    imagePullSecrets: subset({name: 'p'}, {name: 'q'}),
    terminationGracePeriodSeconds: fc.constantFrom(5, 30),
    securityContext: fc.constantFrom(
      {},
      {runAsUser: 5, supplementalGroups: [1, 2]},
      {supplementalGroups: [2, 3]},
    ),
  },
  {requiredKeys: ['containers']},
)

const podTemplate = fc.record({template: podSpec.map((spec) => ({metadata: {labels: {app: 'x'}}, spec}))})

const deployment = fc
  .record({
    template: podSpec,
    strategy: some(
      fc.constantFrom(
        {type: 'Recreate'},
        {type: 'RollingUpdate', rollingUpdate: {maxSurge: 2}},
        {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: '10%', maxSurge: 1}},
      ),
    ),
    minReadySeconds: some(fc.constantFrom(1, 2)),
  })
  .map(({template, ...spec}) => ({
    spec: {
      ...spec,
      replicas: 0,
      selector: {matchLabels: {app: 'x'}},
      template: {metadata: {labels: {app: 'x'}}, spec: template},
    },
  }))

const service = fc
  .record(
    {
      ports: subset(
        {name: 'http', port: 80, targetPort: 8080},
        {name: 'tls', port: 443},
        {name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns'},
        {name: 'dns-tcp', port: 53, protocol: 'TCP'},
      ).map((list) => (list.length > 0 ? list : [{name: 'http', port: 80}])),
      selector: texts,
      sessionAffinity: fc.constantFrom('None', 'ClientIP'),
      externalName: fc.constant(undefined),
    },
    {requiredKeys: ['ports']},
  )
  .map((spec) => ({spec}))

const configMap = fc.record({data: some(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(word)))})

const serviceAccount = fc.record({
  imagePullSecrets: some(subset({name: 'p'}, {name: 'q'})),
  secrets: some(subset({name: 's'}, {name: 't'})),
})

const widget = fc.record({
  spec: some(
    fc.record(
      {
        list: subset({name: 'a', v: 1}, {name: 'b'}, {name: 'c', v: 3}),
        map: fc.dictionary(
          fc.constantFrom('k', 'l'),
          fc.oneof(word, fc.constant({deep: [1, 2]}), fc.constant(null)),
        ),
        number: fc.constantFrom(1, 1.5, 1e3),
      },
      {requiredKeys: []},
    ),
  ),
})

/** The kinds by the resource that a path has, with what differs between objects. */
export const kinds = {
  configmaps: {apiVersion: 'v1', kind: 'ConfigMap', body: configMap},
  services: {apiVersion: 'v1', kind: 'Service', body: service},
  podtemplates: {apiVersion: 'v1', kind: 'PodTemplate', body: podTemplate},
  serviceaccounts: {apiVersion: 'v1', kind: 'ServiceAccount', body: serviceAccount},
  deployments: {apiVersion: 'apps/v1', kind: 'Deployment', body: deployment},
  widgets: {apiVersion: 'random.example.com/v1', kind: 'Widget', body: widget},
} as const

export type Resource = keyof typeof kinds

/** A manifest of the resource with this name. */
export function manifestOf(resource: Resource, name: string): fc.Arbitrary<Manifest> {
  const {apiVersion, kind, body} = kinds[resource]
  return fc
    .tuple(metadata, body as fc.Arbitrary<object>)
    .map(([more, fields]) => ({apiVersion, kind, metadata: {name, ...more}, ...fields}))
}

/** What somebody else does to an object: a strategic merge patch (a merge patch for custom resources). */
export function foreignPatch(resource: Resource): fc.Arbitrary<object | undefined> {
  const labelled = texts.map((labels) => ({metadata: {labels}}))
  const sidecar = fc.constantFrom(
    {containers: [{name: 'sidecar', image: 'proxy', env: [{name: 'ONE', value: 'theirs'}]}]},
    {containers: [{name: 'one', image: 'theirs', env: [{name: 'FOUR', value: '4'}]}]},
    {volumes: [{name: 'theirs', emptyDir: {}}], tolerations: [{key: 'theirs', operator: 'Exists'}]},
    {tolerations: null, nodeSelector: {theirs: 'x'}},
    {containers: [{$patch: 'replace'}, {name: 'one', image: 'replaced'}]},
    {volumes: [{name: 'v', $patch: 'delete'}], imagePullSecrets: [{name: 'theirs'}]},
  )
  const special: Record<Resource, fc.Arbitrary<object>> = {
    configmaps: fc.constantFrom({data: {a: 'theirs'}}, {data: {theirs: '1', b: null}}, {data: null}),
    services: fc.constantFrom(
      {spec: {ports: [{name: 'theirs', port: 99}]}},
      {spec: {selector: {theirs: 'x'}, sessionAffinity: 'ClientIP'}},
    ),
    podtemplates: sidecar.map((spec) => ({template: {spec}})),
    serviceaccounts: fc.constant({imagePullSecrets: [{name: 'theirs'}]}),
    deployments: sidecar.map((spec) => ({spec: {template: {spec}}})),
    widgets: fc.constantFrom(
      {spec: {list: [{name: 'theirs'}]}},
      {spec: {map: {theirs: 'x', k: null}, number: 7}},
    ),
  }
  return fc.option(fc.oneof(labelled, special[resource]), {nil: undefined})
}

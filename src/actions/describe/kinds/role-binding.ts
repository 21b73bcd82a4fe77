import type {RoleBinding} from '../../../api/raw-models.ts'
import {type Describer, type Describing, type Endpoint, endpoint, read} from '../cluster.ts'
import {writeLabelsAndAnnotations} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'

const bindings = endpoint('rbac.authorization.k8s.io/v1', 'rolebindings', 'RoleBinding')
const clusterBindings = endpoint('rbac.authorization.k8s.io/v1', 'clusterrolebindings', 'ClusterRoleBinding')

/** Shows who has a role. */
export const describeRoleBinding: Describer = (d, namespace, name) => describe(d, bindings, namespace, name)

/** Shows who has a role everywhere. */
export const describeClusterRoleBinding: Describer = (d, _namespace, name) =>
  describe(d, clusterBindings, '', name)

async function describe(d: Describing, from: Endpoint, namespace: string, name: string): Promise<string> {
  const {metadata, roleRef, subjects = []} = await read<RoleBinding>(d, from, namespace, name)
  return aligned((w) => {
    w.write(0, `Name:\t${metadata?.name ?? ''}\n`)
    writeLabelsAndAnnotations(w, metadata)
    w.write(0, 'Role:\n')
    w.write(1, `Kind:\t${roleRef?.kind ?? ''}\n`)
    w.write(1, `Name:\t${roleRef?.name ?? ''}\n`)
    w.write(0, 'Subjects:\n')
    w.write(1, 'Kind\tName\tNamespace\n')
    w.write(1, '----\t----\t---------\n')
    for (const subject of subjects) {
      w.write(1, `${subject.kind ?? ''}\t${subject.name ?? ''}\t${subject.namespace ?? ''}\n`)
    }
  })
}

import type {Role} from '../../../api/raw-models.ts'
import {goStableSort} from '../../../base/go-stable-sort.ts'
import {type Describer, type Describing, type Endpoint, endpoint, read} from '../cluster.ts'
import {writeLabelsAndAnnotations} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'
import {compactRules, type PlainRule, ruleKey} from '../policy-rules.ts'
import {compareText} from '../selectors.ts'

const roles = endpoint('rbac.authorization.k8s.io/v1', 'roles', 'Role')
const clusterRoles = endpoint('rbac.authorization.k8s.io/v1', 'clusterroles', 'ClusterRole')

/** Shows what a role allows, a line for each resource. */
export const describeRole: Describer = (d, namespace, name) => describeRules(d, roles, namespace, name)

/** Shows what a cluster role allows. */
export const describeClusterRole: Describer = (d, _namespace, name) =>
  describeRules(d, clusterRoles, '', name)

async function describeRules(
  d: Describing,
  from: Endpoint,
  namespace: string,
  name: string,
): Promise<string> {
  const role = await read<Role>(d, from, namespace, name)
  const rules = goStableSort(
    compactRules(role.rules ?? []),
    (a, b) => compareText(ruleKey(a), ruleKey(b)) < 0,
  )
  return aligned((w) => {
    w.write(0, `Name:\t${role.metadata?.name ?? ''}\n`)
    writeLabelsAndAnnotations(w, role.metadata)
    w.write(0, 'PolicyRule:\n')
    w.write(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs\n')
    w.write(1, '---------\t-----------------\t--------------\t-----\n')
    for (const rule of rules) {
      const lists = [rule.nonResourceURLs, rule.resourceNames, rule.verbs].map(
        (list) => `[${list.join(' ')}]`,
      )
      w.write(1, `${resourceText(rule)}\t${lists.join('\t')}\n`)
    }
  })
}

/** `pods.GROUP/log` (kubectl's CombineResourceGroup). */
function resourceText({resources: [resource], apiGroups: [group]}: PlainRule): string {
  if (resource === undefined) return ''
  const slash = resource.indexOf('/')
  const [name, subresource] = slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash)]
  return name + (group ? `.${group}` : '') + subresource
}

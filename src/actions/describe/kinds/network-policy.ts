import type {NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {formatLabelSelector} from '../selectors.ts'
import {plainTime} from '../times.ts'

const policies = endpoint('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy')
const indent = '    '

/** One direction's rules in the same form. */
interface Rule {
  readonly ports: readonly NetworkPolicyPort[]
  readonly peers: readonly NetworkPolicyPeer[]
}

/** Shows which traffic a network policy allows. */
export const describeNetworkPolicy: Describer = async (d, namespace, name) => {
  const {metadata, spec = {}} = await read<NetworkPolicy>(d, policies, namespace, name)
  const ingress = (spec.ingress ?? []).map(({ports = [], from = []}) => ({ports, peers: from}))
  const egress = (spec.egress ?? []).map(({ports = [], to = []}) => ({ports, peers: to}))
  const types = spec.policyTypes ?? []
  return aligned((w) => {
    writeName(w, metadata)
    w.write(0, `Created on:\t${plainTime(metadata?.creationTimestamp)}\n`)
    writeLabelsAndAnnotations(w, metadata)
    w.write(0, 'Spec:\n')
    w.write(1, 'PodSelector: ')
    const selector = formatLabelSelector(spec.podSelector)
    const everyPod = '<none> (Allowing the specific traffic to all pods in this namespace)'
    w.write(2, `${selector === '<none>' ? everyPod : selector}\n`)
    if (types.includes('Ingress')) writeRules(w, 'ingress', 'From', 'source', ingress)
    else w.write(1, 'Not affecting ingress traffic\n')
    if (types.includes('Egress')) writeRules(w, 'egress', 'To', 'destination', egress)
    else w.write(1, 'Not affecting egress traffic\n')
    w.write(1, `Policy Types: ${types.join(', ') || '<none>'}\n`)
  })
}

function writeRules(
  w: PrefixWriter,
  direction: string,
  label: string,
  end: string,
  rules: readonly Rule[],
): void {
  w.write(1, `Allowing ${direction} traffic:\n`)
  if (rules.length === 0) {
    w.write(0, `${indent}<none> (Selected pods are isolated for ${direction} connectivity)\n`)
  }
  for (const [index, {ports, peers}] of rules.entries()) {
    if (ports.length === 0) w.write(0, `${indent}To Port: <any> (traffic allowed to all ports)\n`)
    for (const port of ports) writePort(w, port)
    if (peers.length === 0) w.write(0, `${indent}${label}: <any> (traffic not restricted by ${end})\n`)
    for (const peer of peers) writePeer(w, label, peer)
    if (index < rules.length - 1) w.write(0, `${indent}----------\n`)
  }
}

function writePort(w: PrefixWriter, {port, endPort, protocol = 'TCP'}: NetworkPolicyPort): void {
  const first = port === undefined ? '<nil>' : String(port)
  w.write(
    0,
    endPort === undefined
      ? `${indent}To Port: ${first}/${protocol}\n`
      : `${indent}To Port Range: ${first}-${endPort}/${protocol}\n`,
  )
}

function writePeer(w: PrefixWriter, label: string, peer: NetworkPolicyPeer): void {
  const {podSelector, namespaceSelector, ipBlock} = peer
  w.write(0, `${indent}${label}:\n`)
  if (namespaceSelector) w.write(1, `${indent}NamespaceSelector: ${formatLabelSelector(namespaceSelector)}\n`)
  if (podSelector) w.write(1, `${indent}PodSelector: ${formatLabelSelector(podSelector)}\n`)
  if (namespaceSelector || podSelector || !ipBlock) return
  w.write(1, `${indent}IPBlock:\n`)
  w.write(2, `${indent}CIDR: ${ipBlock.cidr ?? ''}\n`)
  w.write(2, `${indent}Except: ${(ipBlock.except ?? []).join(', ')}\n`)
}

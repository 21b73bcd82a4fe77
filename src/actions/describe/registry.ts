import {formatGroupKind, type GroupKind} from '../../api/schema.ts'
import type {Describer} from './cluster.ts'

/** The kinds that are described in ways of their own (kubectl's describerMap), each loaded when it is met. */
const describers: Readonly<Record<string, () => Promise<Describer>>> = {
  Pod: async () => (await import('./kinds/pod.ts')).describePod,
  ReplicationController: async () => (await import('./kinds/replica-set.ts')).describeReplicationController,
  Secret: async () => (await import('./kinds/secret.ts')).describeSecret,
  Service: async () => (await import('./kinds/service.ts')).describeService,
  ServiceAccount: async () => (await import('./kinds/service-account.ts')).describeServiceAccount,
  Node: async () => (await import('./kinds/node.ts')).describeNode,
  LimitRange: async () => (await import('./kinds/limit-range.ts')).describeLimitRange,
  ResourceQuota: async () => (await import('./kinds/resource-quota.ts')).describeResourceQuota,
  PersistentVolume: async () => (await import('./kinds/persistent-volume.ts')).describePersistentVolume,
  PersistentVolumeClaim: async () => (await import('./kinds/persistent-volume-claim.ts')).describeClaim,
  Namespace: async () => (await import('./kinds/namespace.ts')).describeNamespace,
  Endpoints: async () => (await import('./kinds/endpoints.ts')).describeEndpoints,
  ConfigMap: async () => (await import('./kinds/config-map.ts')).describeConfigMap,
  PriorityClass: async () => (await import('./kinds/priority-class.ts')).describePriorityClass,
  'EndpointSlice.discovery.k8s.io': async () =>
    (await import('./kinds/endpoint-slice.ts')).describeEndpointSlice,
  'HorizontalPodAutoscaler.autoscaling': async () =>
    (await import('./kinds/horizontal-pod-autoscaler.ts')).describeAutoscaler,
  'Ingress.networking.k8s.io': async () => (await import('./kinds/ingress.ts')).describeIngress,
  'IngressClass.networking.k8s.io': async () =>
    (await import('./kinds/ingress-class.ts')).describeIngressClass,
  'ServiceCIDR.networking.k8s.io': async () => (await import('./kinds/service-cidr.ts')).describeServiceCIDR,
  'IPAddress.networking.k8s.io': async () => (await import('./kinds/ip-address.ts')).describeIPAddress,
  'Job.batch': async () => (await import('./kinds/job.ts')).describeJob,
  'CronJob.batch': async () => (await import('./kinds/cron-job.ts')).describeCronJob,
  'StatefulSet.apps': async () => (await import('./kinds/stateful-set.ts')).describeStatefulSet,
  'Deployment.apps': async () => (await import('./kinds/deployment.ts')).describeDeployment,
  'DaemonSet.apps': async () => (await import('./kinds/daemon-set.ts')).describeDaemonSet,
  'ReplicaSet.apps': async () => (await import('./kinds/replica-set.ts')).describeReplicaSet,
  'CertificateSigningRequest.certificates.k8s.io': async () =>
    (await import('./kinds/certificate-signing-request.ts')).describeSigningRequest,
  'StorageClass.storage.k8s.io': async () => (await import('./kinds/storage-class.ts')).describeStorageClass,
  'CSINode.storage.k8s.io': async () => (await import('./kinds/csi-node.ts')).describeCSINode,
  'VolumeAttributesClass.storage.k8s.io': async () =>
    (await import('./kinds/volume-attributes-class.ts')).describeVolumeAttributesClass,
  'PodDisruptionBudget.policy': async () =>
    (await import('./kinds/pod-disruption-budget.ts')).describeDisruptionBudget,
  'Role.rbac.authorization.k8s.io': async () => (await import('./kinds/role.ts')).describeRole,
  'ClusterRole.rbac.authorization.k8s.io': async () => (await import('./kinds/role.ts')).describeClusterRole,
  'RoleBinding.rbac.authorization.k8s.io': async () =>
    (await import('./kinds/role-binding.ts')).describeRoleBinding,
  'ClusterRoleBinding.rbac.authorization.k8s.io': async () =>
    (await import('./kinds/role-binding.ts')).describeClusterRoleBinding,
  'NetworkPolicy.networking.k8s.io': async () =>
    (await import('./kinds/network-policy.ts')).describeNetworkPolicy,
  'PriorityClass.scheduling.k8s.io': async () =>
    (await import('./kinds/priority-class.ts')).describePriorityClass,
}

/** What shows objects of the kind; what knows no kind in particular shows all others. */
export async function describerFor(kind: GroupKind): Promise<Describer> {
  const load = Object.hasOwn(describers, formatGroupKind(kind))
    ? describers[formatGroupKind(kind)]
    : undefined
  return load === undefined ? (await import('./kinds/any.ts')).describeAny : load()
}

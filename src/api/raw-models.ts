/**
 * What servers send of the kinds that `describe` shows: the typed models with every field optional, times as text and
 * field names as in JSON. Types only; nothing is converted.
 */
import type {CoreV1Event} from '@kubernetes/client-node/dist/gen/models/CoreV1Event.js'
import type {V2HorizontalPodAutoscaler} from '@kubernetes/client-node/dist/gen/models/V2HorizontalPodAutoscaler.js'
import type {V2HPAScalingRules} from '@kubernetes/client-node/dist/gen/models/V2HPAScalingRules.js'
import type {V2MetricSpec} from '@kubernetes/client-node/dist/gen/models/V2MetricSpec.js'
import type {V2MetricStatus} from '@kubernetes/client-node/dist/gen/models/V2MetricStatus.js'
import type {V1Pod} from '@kubernetes/client-node/dist/gen/models/V1Pod.js'
import type {V1PodTemplateSpec} from '@kubernetes/client-node/dist/gen/models/V1PodTemplateSpec.js'
import type {V1Container} from '@kubernetes/client-node/dist/gen/models/V1Container.js'
import type {V1ContainerStatus} from '@kubernetes/client-node/dist/gen/models/V1ContainerStatus.js'
import type {V1ContainerState} from '@kubernetes/client-node/dist/gen/models/V1ContainerState.js'
import type {V1ResourceRequirements} from '@kubernetes/client-node/dist/gen/models/V1ResourceRequirements.js'
import type {V1Probe} from '@kubernetes/client-node/dist/gen/models/V1Probe.js'
import type {V1EnvVar} from '@kubernetes/client-node/dist/gen/models/V1EnvVar.js'
import type {V1EnvFromSource} from '@kubernetes/client-node/dist/gen/models/V1EnvFromSource.js'
import type {V1Volume} from '@kubernetes/client-node/dist/gen/models/V1Volume.js'
import type {V1PersistentVolume} from '@kubernetes/client-node/dist/gen/models/V1PersistentVolume.js'
import type {V1PersistentVolumeClaim} from '@kubernetes/client-node/dist/gen/models/V1PersistentVolumeClaim.js'
import type {V1Toleration} from '@kubernetes/client-node/dist/gen/models/V1Toleration.js'
import type {V1TopologySpreadConstraint} from '@kubernetes/client-node/dist/gen/models/V1TopologySpreadConstraint.js'
import type {V1PodSchedulingGroup} from '@kubernetes/client-node/dist/gen/models/V1PodSchedulingGroup.js'
import type {V1LabelSelector} from '@kubernetes/client-node/dist/gen/models/V1LabelSelector.js'
import type {V1ObjectMeta} from '@kubernetes/client-node/dist/gen/models/V1ObjectMeta.js'
import type {V1Namespace} from '@kubernetes/client-node/dist/gen/models/V1Namespace.js'
import type {V1ResourceQuota} from '@kubernetes/client-node/dist/gen/models/V1ResourceQuota.js'
import type {V1LimitRange} from '@kubernetes/client-node/dist/gen/models/V1LimitRange.js'
import type {V1LimitRangeSpec} from '@kubernetes/client-node/dist/gen/models/V1LimitRangeSpec.js'
import type {V1Secret} from '@kubernetes/client-node/dist/gen/models/V1Secret.js'
import type {V1ConfigMap} from '@kubernetes/client-node/dist/gen/models/V1ConfigMap.js'
import type {V1Deployment} from '@kubernetes/client-node/dist/gen/models/V1Deployment.js'
import type {V1ReplicaSet} from '@kubernetes/client-node/dist/gen/models/V1ReplicaSet.js'
import type {V1ReplicationController} from '@kubernetes/client-node/dist/gen/models/V1ReplicationController.js'
import type {V1StatefulSet} from '@kubernetes/client-node/dist/gen/models/V1StatefulSet.js'
import type {V1DaemonSet} from '@kubernetes/client-node/dist/gen/models/V1DaemonSet.js'
import type {V1Job} from '@kubernetes/client-node/dist/gen/models/V1Job.js'
import type {V1CronJob} from '@kubernetes/client-node/dist/gen/models/V1CronJob.js'
import type {V1Service} from '@kubernetes/client-node/dist/gen/models/V1Service.js'
import type {V1EndpointSlice} from '@kubernetes/client-node/dist/gen/models/V1EndpointSlice.js'
import type {V1Endpoints} from '@kubernetes/client-node/dist/gen/models/V1Endpoints.js'
import type {V1Node} from '@kubernetes/client-node/dist/gen/models/V1Node.js'
import type {V1Lease} from '@kubernetes/client-node/dist/gen/models/V1Lease.js'
import type {V1ResourceSlice} from '@kubernetes/client-node/dist/gen/models/V1ResourceSlice.js'
import type {V1CertificateSigningRequest} from '@kubernetes/client-node/dist/gen/models/V1CertificateSigningRequest.js'
import type {V1StorageClass} from '@kubernetes/client-node/dist/gen/models/V1StorageClass.js'
import type {V1ServiceAccount} from '@kubernetes/client-node/dist/gen/models/V1ServiceAccount.js'
import type {V1Role} from '@kubernetes/client-node/dist/gen/models/V1Role.js'
import type {V1PolicyRule} from '@kubernetes/client-node/dist/gen/models/V1PolicyRule.js'
import type {V1RoleBinding} from '@kubernetes/client-node/dist/gen/models/V1RoleBinding.js'
import type {V1NetworkPolicy} from '@kubernetes/client-node/dist/gen/models/V1NetworkPolicy.js'
import type {V1NetworkPolicyPeer} from '@kubernetes/client-node/dist/gen/models/V1NetworkPolicyPeer.js'
import type {V1NetworkPolicyPort} from '@kubernetes/client-node/dist/gen/models/V1NetworkPolicyPort.js'
import type {V1Ingress} from '@kubernetes/client-node/dist/gen/models/V1Ingress.js'
import type {V1IngressBackend} from '@kubernetes/client-node/dist/gen/models/V1IngressBackend.js'
import type {V1IngressClass} from '@kubernetes/client-node/dist/gen/models/V1IngressClass.js'
import type {V1HorizontalPodAutoscaler} from '@kubernetes/client-node/dist/gen/models/V1HorizontalPodAutoscaler.js'
import type {V1PodDisruptionBudget} from '@kubernetes/client-node/dist/gen/models/V1PodDisruptionBudget.js'
import type {V1PriorityClass} from '@kubernetes/client-node/dist/gen/models/V1PriorityClass.js'
import type {V1CSINode} from '@kubernetes/client-node/dist/gen/models/V1CSINode.js'
import type {V1VolumeAttributesClass} from '@kubernetes/client-node/dist/gen/models/V1VolumeAttributesClass.js'
import type {V1ServiceCIDR} from '@kubernetes/client-node/dist/gen/models/V1ServiceCIDR.js'
import type {V1IPAddress} from '@kubernetes/client-node/dist/gen/models/V1IPAddress.js'

/** A model as it is on the wire; the generator puts `_` before names that are words of JavaScript. */
export type Raw<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Raw<Item>[]
    : string extends keyof T
      ? Record<string, Raw<T[keyof T]>>
      : T extends object
        ? {[Key in keyof T as Key extends `_${infer Name}` ? Name : Key]?: Raw<T[Key]>}
        : T

export type Event = Raw<CoreV1Event>
export type HorizontalPodAutoscalerV2 = Raw<V2HorizontalPodAutoscaler>
export type ScalingRules = Raw<V2HPAScalingRules>
export type MetricSpec = Raw<V2MetricSpec>
export type MetricStatus = Raw<V2MetricStatus>
export type Pod = Raw<V1Pod>
export type PodTemplateSpec = Raw<V1PodTemplateSpec>
export type Container = Raw<V1Container>
export type ContainerStatus = Raw<V1ContainerStatus>
export type ContainerState = Raw<V1ContainerState>
export type ResourceRequirements = Raw<V1ResourceRequirements>
export type Probe = Raw<V1Probe>
export type EnvVar = Raw<V1EnvVar>
export type EnvFromSource = Raw<V1EnvFromSource>
export type Volume = Raw<V1Volume>
export type PersistentVolume = Raw<V1PersistentVolume>
export type PersistentVolumeClaim = Raw<V1PersistentVolumeClaim>
export type Toleration = Raw<V1Toleration>
export type TopologySpreadConstraint = Raw<V1TopologySpreadConstraint>
export type PodSchedulingGroup = Raw<V1PodSchedulingGroup>
export type LabelSelector = Raw<V1LabelSelector>
export type ObjectMeta = Raw<V1ObjectMeta>
export type Namespace = Raw<V1Namespace>
export type ResourceQuota = Raw<V1ResourceQuota>
export type LimitRange = Raw<V1LimitRange>
export type LimitRangeSpec = Raw<V1LimitRangeSpec>
export type Secret = Raw<V1Secret>
export type ConfigMap = Raw<V1ConfigMap>
export type Deployment = Raw<V1Deployment>
export type ReplicaSet = Raw<V1ReplicaSet>
export type ReplicationController = Raw<V1ReplicationController>
export type StatefulSet = Raw<V1StatefulSet>
export type DaemonSet = Raw<V1DaemonSet>
export type Job = Raw<V1Job>
export type CronJob = Raw<V1CronJob>
export type Service = Raw<V1Service>
export type EndpointSlice = Raw<V1EndpointSlice>
export type Endpoints = Raw<V1Endpoints>
export type Node = Raw<V1Node>
export type Lease = Raw<V1Lease>
export type ResourceSlice = Raw<V1ResourceSlice>
export type CertificateSigningRequest = Raw<V1CertificateSigningRequest>
export type StorageClass = Raw<V1StorageClass>
export type ServiceAccount = Raw<V1ServiceAccount>
export type Role = Raw<V1Role>
export type PolicyRule = Raw<V1PolicyRule>
export type RoleBinding = Raw<V1RoleBinding>
export type NetworkPolicy = Raw<V1NetworkPolicy>
export type NetworkPolicyPeer = Raw<V1NetworkPolicyPeer>
export type NetworkPolicyPort = Raw<V1NetworkPolicyPort>
export type Ingress = Raw<V1Ingress>
export type IngressBackend = Raw<V1IngressBackend>
export type IngressClass = Raw<V1IngressClass>
export type HorizontalPodAutoscaler = Raw<V1HorizontalPodAutoscaler>
export type PodDisruptionBudget = Raw<V1PodDisruptionBudget>
export type PriorityClass = Raw<V1PriorityClass>
export type CSINode = Raw<V1CSINode>
export type VolumeAttributesClass = Raw<V1VolumeAttributesClass>
export type ServiceCIDR = Raw<V1ServiceCIDR>
export type IPAddress = Raw<V1IPAddress>

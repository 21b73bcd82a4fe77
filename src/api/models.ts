/**
 * The typed models of the kinds that kctl itself makes from flags, to check their shape when kctl is compiled. Types
 * only: objects that come from files or servers are never typed, so that unknown fields survive.
 */
export type {V1Container} from '@kubernetes/client-node/dist/gen/models/V1Container.js'
export type {V1DeploymentSpec} from '@kubernetes/client-node/dist/gen/models/V1DeploymentSpec.js'
export type {V1PodSpec} from '@kubernetes/client-node/dist/gen/models/V1PodSpec.js'
export type {V1ServiceSpec} from '@kubernetes/client-node/dist/gen/models/V1ServiceSpec.js'

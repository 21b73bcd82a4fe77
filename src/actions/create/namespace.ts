import type {RESTMapping} from '../../discovery/mapping.ts'
import type {Session} from '../../session/session.ts'
import {createGenerated, type GeneratedOptions} from './generated.ts'

const mapping: RESTMapping = {
  resource: {group: '', version: 'v1', resource: 'namespaces'},
  kind: {group: '', version: 'v1', kind: 'Namespace'},
  namespaced: false,
}

/** Creates a namespace (kubectl create namespace). */
export async function createNamespace(
  session: Session,
  options: GeneratedOptions & {readonly name: string},
): Promise<void> {
  const {name} = options
  // The kubeconfig is looked at also for a dry run.
  await session.restConfig()
  if (name === '') throw new Error('name must be specified')
  const namespace = {kind: 'Namespace', apiVersion: 'v1', metadata: {name}, spec: {}, status: {}}
  await createGenerated(session, mapping, '', namespace, options)
}

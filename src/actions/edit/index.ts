import {originalConfiguration} from '../../patch/last-applied.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import {editInfos} from './edit-loop.ts'
import type {EditOptions} from './options.ts'

export type {EditOptions} from './options.ts'

/** Lets a person edit live objects, all in one file, and patches them (kubectl edit). */
export async function edit(session: Session, options: EditOptions): Promise<void> {
  const infos = await liveInfos(session, options)
  if (infos.length === 0) throw new Error('edit cancelled, no objects found')
  const {patchObjects} = await import('./patch-objects.ts')
  await editInfos(session, patchObjects(session, options), options, infos)
}

/** The same for the configurations that were applied last; objects without one are left out. */
export async function editLastApplied(session: Session, options: EditOptions): Promise<void> {
  const {namespace} = await session.namespace()
  const configurations: Info[] = []
  for (const {object} of await liveInfos(session, options)) {
    const text = originalConfiguration(object!)
    if (text) configurations.push(...(await configurationInfo(session, text)))
  }
  if (configurations.length === 0) {
    const program = session.commandPath.split(' ', 1)[0]!
    throw new Error(
      'no last-applied-configuration annotation found on resources, to create the annotation, use command ' +
        `\`${program} apply set-last-applied --create-annotation\``,
    )
  }
  const {annotateObjects} = await import('./annotate-objects.ts')
  await editInfos(session, annotateObjects(session, options, namespace), options, configurations)
}

/** Lets a person edit the objects of manifests one by one, and creates each (kubectl create --edit). */
export async function editAndCreate(session: Session, options: EditOptions): Promise<() => Promise<void>> {
  const {namespace, explicit} = await session.namespace()
  const selection = await session.select({
    ...{filenames: options.filenames, kustomize: options.kustomize, recursive: options.recursive},
    labelSelector: options.selector,
    namespace,
    explicitNamespace: explicit,
    continueOnError: true,
  })
  const {createObjects} = await import('./create-objects.ts')
  const mode = createObjects(session, options)
  return () => selection.visit((info) => editInfos(session, mode, options, [info]))
}

/** The objects of arguments and files as the server has them. */
async function liveInfos(session: Session, options: EditOptions): Promise<Info[]> {
  const {namespace, explicit} = await session.namespace()
  const selection = await session.select({
    args: options.args,
    ...{filenames: options.filenames, kustomize: options.kustomize, recursive: options.recursive},
    subresource: options.subresource,
    namespace,
    explicitNamespace: explicit,
    typeMeansAll: true,
    latest: true,
    continueOnError: true,
  })
  const {infos, error} = await selection.infos()
  if (error !== undefined) throw error
  return infos
}

async function configurationInfo(session: Session, text: string): Promise<Info[]> {
  const selection = await session.select({
    namespace: '',
    stream: {name: 'edited-file', content: Buffer.from(text)},
    continueOnError: true,
  })
  const {infos, error} = await selection.infos()
  if (error !== undefined) throw error
  return infos.slice(0, 1)
}

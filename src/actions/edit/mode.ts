import type {KubeObject} from '../../api/object.ts'
import type {Info} from '../../resources/info.ts'
import type {EditResults} from './results.ts'

/** The objects that were shown, and what became of them. */
export interface Edited {
  readonly originals: readonly Info[]
  readonly updated: readonly Info[]
  /** Takes refusals that another edit may mend. */
  readonly results: EditResults
  /** Tells what was done to an object. */
  print(operation: string, object: KubeObject): Promise<void>
  /** Writes a line to stderr. */
  note(line: string): void
}

/** What editing is for: kubectl's three edit modes. */
export interface EditMode {
  /** The comments that open every file. */
  readonly intro: string
  /** Does with the edited objects what they were edited for. Throws what ends the run. */
  send(edited: Edited): Promise<void>
}

/** Comments on top of files that hold objects. */
export const objectIntro = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`

/**
 * Works on all infos one after the other and throws the last failure at the end. kubectl forgets a failure when
 * a later object goes well.
 */
export async function visitAll(
  infos: readonly Info[],
  visitor: (info: Info) => Promise<void>,
): Promise<void> {
  let failure: {readonly error: unknown} | undefined
  for (const info of infos) {
    try {
      await visitor(info)
    } catch (error) {
      failure = {error}
    }
  }
  if (failure !== undefined) throw failure.error
}

/** The object that an edited one was before. Throws when there is none of that uid. */
export async function originalOf({object}: Info, originals: readonly Info[]): Promise<KubeObject> {
  const uid = object?.metadata?.uid ?? ''
  const original = originals.find((info) => (info.object?.metadata?.uid ?? '') === uid)
  if (original !== undefined) return original.object!
  const {formatGoSyntax} = await import('../../jsonpath/go-syntax.ts')
  throw new Error(`no original object found for &unstructured.Unstructured{Object:${formatGoSyntax(object)}}`)
}

import {formatGroupVersion, type GroupVersionKind} from '../api/schema.ts'
import kinds from './typed-kinds.json' with {type: 'json'}

/** Made from kubectl's scheme by test/cluster/cmd/kinds. */
const typed = new Map<string, readonly string[]>(Object.entries(kinds))

/** Whether kubectl has a Go type for the kind: for those of client-go, not for custom resources and their definitions. */
export function isTyped(kind: GroupVersionKind): boolean {
  // Some kinds of the API machinery are known in every version.
  return [formatGroupVersion(kind), '*'].some((version) => typed.get(version)?.includes(kind.kind))
}

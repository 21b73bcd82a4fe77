import {resolve} from 'node:path'
import type {DryRun} from '../../api/dry-run.ts'
import {FileError} from '../../base/go-file-error.ts'
import {messageOf} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import type {PrintFlags} from '../../printers/print-flags.ts'
import {formatJSON} from '../../yaml/json.ts'
import {decodeYAML} from '../../yaml/yaml-encoding.ts'
import {parseYAML} from '../../yaml/yaml-reader.ts'

/** What `patch` was told, flags by their names. */
export interface PatchOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly local: boolean
  readonly patch: string
  readonly patchFile: string
  /** As typed: strategic, merge or json in any case. */
  readonly type: string
  readonly subresource: string
  readonly dryRun: DryRun
  readonly fieldManager: string
  readonly print: PrintFlags
  /** The command line to note on the objects (`--record`), undefined for none. */
  readonly changeCause?: string | undefined
}

const types = ['json', 'merge', 'strategic'] as const
export type PatchType = (typeof types)[number]

/** Flags that miss or do not go together (PatchOptions.Validate). Throws the first that is wrong. */
export function validatePatch({patch, patchFile, local, args, dryRun, type}: PatchOptions): void {
  if (patch !== '' && patchFile !== '') throw new Error('cannot specify --patch and --patch-file together')
  if (patch === '' && patchFile === '') {
    throw new Error('must specify --patch or --patch-file containing the contents of the patch')
  }
  if (local && args.length > 0) throw new Error('cannot specify --local and server resources')
  if (local && dryRun === 'server') {
    throw new Error('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  }
  if (type !== '' && !types.some((known) => known === type.toLowerCase())) {
    throw new Error(`--type must be one of [${types.join(' ')}], not ${goQuote(type)}`)
  }
}

/** The type of the patch; `validatePatch` has seen it. */
export function patchTypeOf({type}: PatchOptions): PatchType {
  return types.find((known) => known === type.toLowerCase()) ?? 'strategic'
}

const startsAsJSON = /^(?:(?!\ufeff)[\s\u0085])*\{/

/**
 * The patch as JSON: a text that begins with a brace is left as it is, so that the server judges it; all else is
 * read as YAML (yaml.ToJSON). Throws for files that cannot be read and for broken YAML.
 */
export async function readPatch({patch, patchFile}: PatchOptions, cwd: string): Promise<string> {
  const bytes = patchFile === '' ? Buffer.from(patch) : await readPatchFile(patchFile, cwd)
  const text = bytes.toString('utf8')
  if (startsAsJSON.test(text)) return text
  try {
    return formatJSON(parseYAML(decodeYAML(bytes)))
  } catch (error) {
    throw new Error(`unable to parse ${goQuote(patch)}: ${messageOf(error)}`, {cause: error})
  }
}

async function readPatchFile(file: string, cwd: string): Promise<Buffer> {
  const {readFile} = await import('node:fs/promises')
  try {
    return await readFile(resolve(cwd, file))
  } catch (error) {
    throw new Error(`unable to read patch file: ${messageOf(new FileError('open', file, error))}`)
  }
}

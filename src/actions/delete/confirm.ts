import type {Input, IOStreams} from '../../base/io.ts'
import {identityOf, type Info} from '../../resources/info.ts'
import type {Selection} from '../../resources/selection.ts'
import {cancelled, kindName} from './deleted.ts'

/**
 * Shows what would go and asks (`delete -i`). Gives the identities of what was shown when the answer
 * is yes, undefined otherwise.
 */
export async function confirm(io: IOStreams, selection: Selection): Promise<ReadonlySet<string> | undefined> {
  const {infos, error} = await selection.infos()
  if (error !== undefined) throw error
  if (infos.length === 0) {
    io.out.write('No resources found\n')
    return undefined
  }
  io.out.write(question(infos))
  if ((await readWord(io.in)).toLowerCase() === 'y') return new Set(infos.map((info) => identityOf(info)!))
  io.out.write(cancelled)
  return undefined
}

function question(infos: readonly Info[]): string {
  const names = infos.map((info) => `${kindName(info)}/${info.name}\n`).join('')
  return `You are about to delete the following ${infos.length} resource(s):\n${names}Do you want to continue? (y/N): `
}

/** The only word of the first line, '' when there is none or more than one (Go's fmt.Fscanln). */
async function readWord(input: Input): Promise<string> {
  let line = ''
  const decoder = new TextDecoder()
  for await (const chunk of input.chunks()) {
    line += decoder.decode(chunk, {stream: true})
    if (line.includes('\n')) break
  }
  const words = line.split('\n', 1)[0]!.trim().split(/\s+/)
  return words.length === 1 ? words[0]! : ''
}

import type {Input} from '../../base/io.ts'
import {encodePreference} from '../../kuberc/encode.ts'
import type {Preference} from '../../kuberc/preference.ts'
import type {Printer} from '../../printers/printer.ts'
import type {Session} from '../../session/session.ts'
import {loadPreference, requireLocation, savePreference} from './file.ts'

/** What kubectl recommends to who has no preferences. */
const recommended: Preference = {
  defaults: [
    {command: 'apply', options: [{name: 'server-side', default: 'true'}]},
    {command: 'delete', options: [{name: 'interactive', default: 'true'}]},
  ],
  aliases: undefined,
  pluginPolicy: {type: '', allowlist: undefined},
}

/**
 * Prints the preferences; where the usual file is missing, offers to make one (kubectl's view.go). `named` is
 * the value of `--kuberc`. Throws what is wrong with the file.
 */
export async function view(session: Session, named: string, printer: () => Promise<Printer>): Promise<void> {
  const {name, explicit} = requireLocation(named, session)
  const preference = loadPreference(name, session)
  if (preference !== undefined) {
    const {defaults = [], aliases = []} = preference
    ;(await printer()).printObject(encodePreference({...preference, defaults, aliases}), session.io.out)
    return
  }
  if (explicit) throw new Error(`kuberc file not found at ${name}`)
  session.io.out.write(
    `kuberc file not found at ${name}\n` +
      'Would you like to generate a default kuberc file with recommended options? (y/N): ',
  )
  // kubectl crashes on any other answer.
  if (oneWord(await firstLine(session.io.in))?.toLowerCase() === 'y')
    savePreference(recommended, name, session)
}

async function firstLine(input: Input): Promise<string> {
  let text = ''
  for await (const chunk of input.chunks()) {
    text += Buffer.from(chunk).toString('latin1')
    if (text.includes('\n')) break
  }
  return text.split('\n', 1)[0]!
}

/** The line's only word, undefined where it has none or more (Go's Fscanln). */
function oneWord(line: string): string | undefined {
  const words = line.split(/[ \t\r]+/).filter((word) => word !== '')
  return words.length === 1 ? words[0] : undefined
}

import type {IOStreams} from '../base/io.ts'
import type {AskCredentials} from './client-config.ts'

/**
 * Asks for user name and password as kubectl does when an https server has no credentials at all
 * (clientcmd's PromptingAuthLoader). The password is only read from a terminal. Throws `EOF` when there
 * is no name to read, `error reading input for Password` without a terminal.
 */
export function askCredentials(io: IOStreams): AskCredentials {
  return async () => {
    if (io.in.isTerminal) {
      const {askOnTerminal} = await import('./terminal-credentials.ts')
      return askOnTerminal()
    }
    io.out.write('Please enter Username: ')
    await readWord(io)
    io.out.write('Please enter Password: ')
    throw new Error('error reading input for Password')
  }
}

async function readWord(io: IOStreams): Promise<void> {
  for await (const chunk of io.in.chunks()) {
    if (/\S/.test(Buffer.from(chunk).toString('utf8'))) return
  }
  throw new Error('EOF')
}

import {stdin, stdout} from 'node:process'
import {createInterface} from 'node:readline/promises'
import {Writable} from 'node:stream'

/** Asks at the terminal; what is typed as the password does not show. */
export async function askOnTerminal(): Promise<{username: string; password: string}> {
  const username = (await question('Please enter Username: ', stdout)).trim()
  stdout.write('Please enter Password: ')
  const silent = new Writable({write: (_chunk, _encoding, done) => done()})
  const password = await question('', silent)
  return {username, password}
}

async function question(prompt: string, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({input: stdin, output, terminal: true})
  try {
    return await lines.question(prompt)
  } finally {
    lines.close()
  }
}

import {stdin, stdout} from 'node:process'
import {createInterface, type Interface} from 'node:readline'
import {Writable} from 'node:stream'
import {ExitError} from '../base/errors.ts'

/** Asks at the terminal; what is typed as the password does not show. Throws ExitError 130 on Ctrl-C. */
export async function askOnTerminal(): Promise<{username: string; password: string}> {
  const username = await ask('Please enter Username: ', createInterface({input: stdin, terminal: false}))
  const silent = new Writable({write: (_chunk, _encoding, done) => done()})
  // The echo goes off here, before anybody is asked to type.
  const hidden = createInterface({input: stdin, output: silent, terminal: true})
  return {username: username.trim(), password: await ask('Please enter Password: ', hidden)}
}

function ask(prompt: string, lines: Interface): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer: string | undefined
    lines.once('line', (line) => {
      answer = line
      lines.close()
    })
    lines.once('SIGINT', () => {
      reject(new ExitError(130))
      lines.close()
    })
    lines.once('close', () => (answer === undefined ? reject(new Error('EOF')) : resolve(answer)))
    stdout.write(prompt)
  })
}

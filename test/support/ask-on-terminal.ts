/** Run in a terminal by tests: asks for credentials and says what it got, without the password. */
import {ExitError} from '../../src/base/errors.ts'
import {askOnTerminal} from '../../src/kubeconfig/terminal-credentials.ts'

try {
  const {username, password} = await askOnTerminal()
  process.stdout.write(`got ${username} and ${password.length} letters\n`)
} catch (error) {
  process.exitCode = error instanceof ExitError ? error.code : 1
}

import assert from 'node:assert/strict'
import path from 'node:path'
import {test} from 'node:test'
import {runInTerminal} from '../../support/terminal.ts'

const script = path.resolve(import.meta.dirname, '../../support/ask-on-terminal.ts')
const person = {
  argv: [process.execPath, script],
  cwd: import.meta.dirname,
  env: {PATH: '/usr/bin:/bin', TERM: 'xterm'},
}

test('at a terminal the name shows and the password does not', async () => {
  const result = await runInTerminal({
    ...person,
    steps: [
      {waitFor: 'Please enter Username: ', send: 'bob\r'},
      {waitFor: 'Please enter Password: ', send: 'hush\r'},
    ],
  })
  assert.deepEqual(result.unplayed, [])
  assert.equal(
    result.output,
    'Please enter Username: bob\r\nPlease enter Password: got bob and 4 letters\r\n',
  )
  assert.equal(result.code, 0)
})

test('Ctrl-C at the password ends it', async () => {
  const result = await runInTerminal({
    ...person,
    steps: [
      {waitFor: 'Please enter Username: ', send: 'bob\r'},
      {waitFor: 'Please enter Password: ', send: '\x03'},
    ],
  })
  assert.equal(result.code, 130)
})

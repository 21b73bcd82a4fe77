import assert from 'node:assert/strict'
import os from 'node:os'
import {test} from 'node:test'
import {runInTerminal} from '../../support/terminal.ts'

const session = (script: string) => ({
  argv: ['/bin/sh', '-c', script],
  cwd: os.tmpdir(),
  env: {PATH: process.env['PATH'] ?? ''},
})

test('the program sees a terminal of the given width, and what is typed', async () => {
  const result = await runInTerminal({
    ...session(
      'test -t 0 && test -t 1 && stty size && printf "name? " && read name && echo "hello $name" && exit 7',
    ),
    columns: 77,
    steps: [{waitFor: 'name? ', send: 'world\r'}],
  })
  assert.match(result.output, /24 77/)
  assert.match(result.output, /hello world/)
  assert.equal(result.code, 7)
  assert.deepEqual(result.unplayed, [])
})

test('a program that waits for ever is killed, and the text that never came is named', async () => {
  const result = await runInTerminal({
    ...session('sleep 60'),
    steps: [{waitFor: 'never', send: ''}],
    timeout: 300,
  })
  assert.equal(result.timedOut, true)
  assert.deepEqual(result.unplayed, ['never'])
})

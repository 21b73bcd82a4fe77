import assert from 'node:assert/strict'
import {existsSync, readFileSync, statSync} from 'node:fs'
import path from 'node:path'
import {test} from 'node:test'
import {main} from '../../../../src/main.ts'
import {type Host} from '../../../../src/base/host.ts'
import {memoryInput, MemoryOutput} from '../../../../src/base/io.ts'
import {configFolder} from '../../../support/config-folder.ts'

/** Runs `kuberc view` in a home without preferences; `answer` is what standard input says. */
async function view(home: string, answer: string): Promise<{code: number; stdout: string; stderr: string}> {
  const io = {in: memoryInput(answer), out: new MemoryOutput(), errOut: new MemoryOutput()}
  const {signal} = new AbortController()
  const host: Host = {io, env: {}, cwd: home, home, platform: process.platform, now: Date.now, signal}
  const code = await main(['kuberc', 'view'], host)
  return {code, stdout: io.out.text, stderr: io.errOut.text}
}

test('no, said to the offer of a preferences file, makes none and is no error', async (t) => {
  const {dir} = configFolder(t, {})
  const {code, stdout, stderr} = await view(dir, 'n\n')
  assert.deepEqual({code, stderr}, {code: 0, stderr: ''})
  assert.match(stdout, /\(y\/N\): $/)
  assert.equal(existsSync(path.join(dir, '.kube')), false)
})

test('a new preferences file can be read by all, as kubectl makes it', async (t) => {
  const {dir} = configFolder(t, {})
  const {code} = await view(dir, 'y\n')
  assert.equal(code, 0)
  const file = path.join(dir, '.kube/kuberc')
  assert.equal(statSync(file).mode & 0o777, 0o644 & ~process.umask())
  assert.match(readFileSync(file, 'utf8'), /^kind: Preference$/m)
})

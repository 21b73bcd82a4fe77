import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import {test} from 'node:test'

const root = path.resolve(import.meta.dirname, '../../..')

/** Writes the names of the built-in modules that are loaded to stderr. */
const watch = `data:text/javascript,${encodeURIComponent(`
import {registerHooks} from 'node:module'
import {writeSync} from 'node:fs'
registerHooks({
  resolve(name, context, next) {
    if (name.startsWith('node:') && context.parentURL?.includes('/dist/node/')) writeSync(2, 'loads ' + name + '\\n')
    return next(name, context)
  },
})`)}`

/** The built-in modules that the bundle's modules load in a run, sorted. */
function loadedBy(...args: readonly string[]): string[] {
  const {stderr} = spawnSync(process.execPath, ['--import', watch, path.join(root, 'bin/run.js'), ...args], {
    cwd: root,
    env: {HOME: '/nonexistent', PATH: process.env['PATH']},
    encoding: 'utf8',
  })
  const names = [...stderr.matchAll(/^loads node:(\S+)$/gm)].map(([, name]) => name!)
  assert.ok(names.includes('process'), stderr)
  // The bundler's own, and in the form for Node alone.
  return [...new Set(names)].filter((name) => name !== 'module').toSorted()
}

// Each of these costs the executable a millisecond or two of its start, node:net five.
test('a command without a server loads no modules for one', () => {
  assert.deepEqual(loadedBy('version', '--client'), ['fs', 'path', 'process'])
})

test('a request loads the modules of its connection and no others', () => {
  const names = loadedBy('get', 'pods', '--server=https://127.0.0.1:1', '--insecure-skip-tls-verify')
  assert.deepEqual(names, ['fs', 'net', 'path', 'process', 'tls'])
})

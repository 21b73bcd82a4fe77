import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, before, describe, it} from 'node:test'
import {promisify} from 'node:util'
import {type ApiServer, coreDiscovery, startApiServer} from '../../support/api-server.ts'
import {runInTerminal} from '../../support/terminal.ts'

const program = [path.resolve(import.meta.dirname, '../../../dist/kctl')]
const folder = mkdtempSync(path.join(tmpdir(), 'kctl-colours-'))
const env = {HOME: folder, PATH: '/usr/bin:/bin', TERM: 'xterm'}
const column = (name: string, format = '') => ({name, type: 'string', format, priority: 0})

const plain = 'NAME   STATUS    AGE\na      Running   5s\n'
/** Written by hand: bold headers, names in cyan, a good state in green, a faint age. */
const coloured =
  '\u001b[1mNAME\u001b[0m   \u001b[1mSTATUS\u001b[0m    \u001b[1mAGE\u001b[0m\n' +
  '\u001b[36ma\u001b[0m      \u001b[32mRunning\u001b[0m   \u001b[2m5s\u001b[0m\n'

describe('colours', () => {
  let server: ApiServer
  before(async () => {
    server = await startApiServer({
      ...coreDiscovery({pods: 'Pod'}),
      '/api/v1/namespaces/default/pods': {
        body: {
          kind: 'Table',
          apiVersion: 'meta.k8s.io/v1',
          metadata: {},
          columnDefinitions: [column('Name', 'name'), column('Status'), column('Age')],
          rows: [{cells: ['a', 'Running', '5s'], object: null}],
        },
      },
    })
  })
  after(async () => {
    await server.close()
    rmSync(folder, {recursive: true, force: true})
  })

  const onTerminal = async (args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const argv = [...program, ...args, '--server', server.url]
    return (
      await runInTerminal({argv, cwd: folder, env: {...env, ...more}, timeout: 60_000})
    ).output.replaceAll('\r\n', '\n')
  }
  const inPipe = async (args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const [file, ...rest] = [...program, ...args, '--server', server.url]
    return (await promisify(execFile)(file!, rest, {cwd: folder, env: {...env, ...more}})).stdout
  }

  it('are there on a terminal', async () => assert.equal(await onTerminal(['get', 'pods']), coloured))
  it('are not there with NO_COLOR', async () =>
    assert.equal(await onTerminal(['get', 'pods'], {NO_COLOR: ''}), plain))
  it('are not there on a dumb terminal', async () =>
    assert.equal(await onTerminal(['get', 'pods'], {TERM: 'dumb'}), plain))
  it('are not there with --color=never', async () =>
    assert.equal(await onTerminal(['--color=never', 'get', 'pods']), plain))
  it('are not there in a pipe, whatever the environment forces', async () =>
    assert.equal(await inPipe(['get', 'pods'], {CLICOLOR_FORCE: '1', FORCE_COLOR: '3'}), plain))
  it('are there in a pipe with --color=always, NO_COLOR or not', async () =>
    assert.equal(await inPipe(['get', '--color', 'always', 'pods'], {NO_COLOR: '1'}), coloured))
  it('have three values', async () => {
    const {code, stderr} = (await inPipe(['get', 'pods', '--color=red']).catch(
      (error: unknown) => error,
    )) as {code: number; stderr: string}
    assert.equal(code, 1)
    assert.equal(stderr, 'error: invalid argument "red" for "--color": must be one of auto, always, never\n')
  })
})

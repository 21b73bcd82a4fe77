import assert from 'node:assert/strict'
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {stripVTControlCharacters} from 'node:util'
import {after, afterEach, before, beforeEach, describe, it} from 'node:test'
import {
  type ApiServer,
  coreDiscovery,
  failure,
  type Route,
  startApiServer,
} from '../../../support/api-server.ts'
import {runInTerminal} from '../../../support/terminal.ts'

const root = path.resolve(import.meta.dirname, '../../../..')
const program = [path.join(root, 'dist/kctl')]
const folder = mkdtempSync(path.join(tmpdir(), 'kctl-edit-'))
const temp = path.join(folder, 'tmp')

const configMap = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name, namespace: 'default', uid: name},
  data: {a: '1'},
})

/** The server checks fields itself: nothing is validated here. */
const openapi = {
  '/openapi/v3': {body: {paths: {'api/v1': {serverRelativeURL: '/openapi/v3/api/v1'}}}},
  '/openapi/v3/api/v1': {
    body: {
      paths: {
        '/api/v1/namespaces/{namespace}/configmaps/{name}': {
          patch: {
            'x-kubernetes-group-version-kind': {group: '', version: 'v1', kind: 'ConfigMap'},
            parameters: [{name: 'fieldValidation', in: 'query'}],
          },
        },
      },
    },
  },
}

/** Queries of the changes that were asked for. */
const changes: string[] = []

function answer(name: string, changed: Route): Route {
  return (request) => {
    if (request.method === 'GET') return {body: configMap(name)}
    changes.push(`${request.method} ${request.url}`)
    return changed
  }
}

describe('edit', () => {
  let server: ApiServer
  before(async () => {
    server = await startApiServer({
      ...coreDiscovery({configmaps: 'ConfigMap'}, ['get', 'patch', 'create']),
      ...openapi,
      '/api/v1/namespaces/default/configmaps': answer('new', {body: configMap('new')}),
      '/api/v1/namespaces/default/configmaps/one': answer('one', {body: configMap('one')}),
      '/api/v1/namespaces/default/configmaps/two': answer('two', {body: configMap('two')}),
      '/api/v1/namespaces/default/configmaps/gone': answer('gone', failure(404, 'NotFound', 'not found')),
    })
    writeFileSync(path.join(folder, 'new.yaml'), JSON.stringify(configMap('new')))
  })
  beforeEach(() => mkdirSync(temp))
  afterEach(() => {
    rmSync(temp, {recursive: true})
    changes.length = 0
  })
  after(async () => {
    await server.close()
    rmSync(folder, {recursive: true, force: true})
  })

  /** What kctl is started with; the editor is a script of the shell, the file is its `$1`. */
  const invocation = (args: string, editor: string) => {
    writeFileSync(path.join(folder, 'editor.sh'), editor)
    return {
      argv: [...program, ...args.split(' '), '--server', server.url],
      cwd: folder,
      env: {HOME: folder, PATH: '/usr/bin:/bin', TERM: 'xterm', TMPDIR: temp, KUBE_EDITOR: 'sh editor.sh'},
    }
  }
  const start = (args: string, editor: string): ChildProcess => {
    const {argv, cwd, env} = invocation(args, editor)
    return spawn(argv[0]!, argv.slice(1), {cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true})
  }
  const run = async (args: string, editor: string) => {
    const child = start(args, editor)
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout!),
      text(child.stderr!),
      once(child, 'exit') as Promise<[number | null]>,
    ])
    return {code, stdout, stderr}
  }
  const kept = (): string[] => readdirSync(temp)
  const keptText = (): string => readFileSync(path.join(temp, kept()[0]!), 'utf8')

  it('says where the edits of an object that is gone are', async () => {
    const {code, stderr} = await run('edit configmap gone', 'sed -i s/\\"1\\"/\\"2\\"/ "$1"')
    const [file] = kept()
    assert.equal(
      stderr,
      'error: configmaps "gone" could not be found on the server\n' +
        `The edits you made on deleted resources have been saved to "${path.join(temp, file!)}"\n`,
    )
    assert.equal(code, 1)
    assert.match(keptText(), /a: "2"/)
  })

  it('ends with an error when one of two objects is refused, and changes the other', async () => {
    const editor = 'sed -i "s/name: one/name: three/; s/\\"1\\"/\\"2\\"/" "$1"'
    const {code, stdout, stderr} = await run('edit configmap one two --validate=false', editor)
    assert.equal(code, 1)
    assert.equal(stdout, 'configmap/two edited\n')
    assert.match(
      stderr,
      /^A copy of your changes .*\nerror: At least one of apiVersion, kind and name was changed\n$/,
    )
    assert.equal(kept().length, 1)
  })

  it('removes the file that a failed editor has not touched', async () => {
    const {code, stderr} = await run('edit configmap one', 'exit 1')
    assert.equal(code, 1)
    assert.equal(stderr, 'error: there was a problem with the editor "sh editor.sh"\n')
    assert.deepEqual(kept(), [])
  })

  it('keeps what an editor saved before it died, and tells people where', async () => {
    const session = invocation('edit configmap one', 'echo mine >"$1"; kill -9 $$')
    const {code, output} = await runInTerminal(session)
    assert.equal(code, 1)
    assert.match(
      output,
      /^error: there was a problem with the editor "sh editor.sh"\r\nWhat was saved is still in "/,
    )
    assert.equal(keptText(), 'mine\n')
  })

  it('leaves the editor and its file alone when a signal ends kctl', async () => {
    const child = start('edit configmap one', 'echo mine >"$1"; echo ready; sleep 20')
    await once(child.stdout!, 'data')
    child.kill('SIGTERM')
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    process.kill(-child.pid!, 'SIGKILL')
    assert.equal(signal, 'SIGTERM')
    assert.equal(keptText(), 'mine\n')
  })

  it('gives the terminal to the editor', async () => {
    const editor =
      'test -t 0 && test -t 1 && stty size && printf "value? " && read v && sed -i "s/\\"1\\"/$v/" "$1"'
    const {code, output, unplayed} = await runInTerminal({
      ...invocation('edit configmap one', editor),
      columns: 77,
      steps: [{waitFor: 'value? ', send: 'two\r'}],
    })
    assert.deepEqual(unplayed, [])
    assert.equal(stripVTControlCharacters(output), '24 77\r\nvalue? two\r\nconfigmap/one edited\r\n')
    assert.equal(code, 0)
    assert.deepEqual(kept(), [])
  })

  it('gives the terminal back as it was, whatever the editor has left', async () => {
    const {argv, ...rest} = invocation('edit configmap one', 'stty raw -echo; kill -9 $$')
    const shell = [
      '/bin/sh',
      '-c',
      '"$@"; stty -a | tr " ;" "\\n\\n" | grep -c -x -e echo -e icanon',
      'sh',
      ...argv,
    ]
    const {output} = await runInTerminal({...rest, argv: shell})
    assert.match(output, /\r\n2\r\n$/)
  })

  it('ends with 1 when Ctrl-C is typed while an editor waits that lets it through', async () => {
    const {code, unplayed} = await runInTerminal({
      ...invocation('edit configmap one', 'trap "" INT; echo mine >"$1"; echo ready; sleep 3'),
      steps: [{waitFor: 'ready', send: '\x03'}],
    })
    assert.deepEqual(unplayed, [])
    assert.equal(code, 1)
    assert.equal(keptText(), 'mine\n')
  })

  const change = 'sed -i s/\\"1\\"/\\"2\\"/ "$1"'
  it('of what is to be created heeds a dry run here', async () => {
    const {stdout} = await run('create -f new.yaml --edit --dry-run=client', change)
    assert.equal(stdout, 'configmap/new created (dry run)\n')
    assert.deepEqual(changes, [])
  })

  it('of what is to be created heeds a dry run on the server, and the field manager', async () => {
    const {stdout} = await run('create -f new.yaml --edit --dry-run=server --field-manager=me', change)
    assert.equal(stdout, 'configmap/new created (server dry run)\n')
    const query = 'dryRun=All&fieldManager=me&fieldValidation=Strict'
    assert.deepEqual(changes, [`POST /api/v1/namespaces/default/configmaps?${query}`])
  })

  it('of what is to be created heeds a selector and Windows line ends', async () => {
    const none = await run('create -f new.yaml --edit -l app=web', change)
    assert.deepEqual(none, {code: 0, stdout: '', stderr: ''})
    const {stdout} = await run(
      'create -f new.yaml --edit --windows-line-endings',
      'grep -c "$(printf "\\r")" "$1"',
    )
    assert.equal(stdout, '12\n')
  })
})

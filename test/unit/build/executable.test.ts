import assert from 'node:assert/strict'
import {type SpawnSyncOptionsWithStringEncoding, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, describe, it} from 'node:test'
import {createServer as createTLSServer} from 'node:https'
import {createServer} from 'node:net'
import {text} from 'node:stream/consumers'
import {makePKI} from '../../support/pki.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const executable = path.join(root, 'dist/kctl')
const folder = mkdtempSync(path.join(tmpdir(), 'kctl-build-'))
after(() => rmSync(folder, {recursive: true, force: true}))

const cleanEnv = {PATH: '/usr/bin:/bin', HOME: folder}
const options: SpawnSyncOptionsWithStringEncoding = {
  encoding: 'utf8',
  cwd: folder,
  env: cleanEnv,
  timeout: 30_000,
}

/** Both forms of kctl: the executable, and the modules on this Node. */
const forms: readonly (readonly [string, readonly string[]])[] = [
  ['executable', [executable]],
  ['Node form', [process.execPath, path.join(root, 'bin/run.js')]],
]

function run([program, ...args]: readonly string[], more: Partial<SpawnSyncOptionsWithStringEncoding> = {}) {
  return spawnSync(program!, args, {...options, ...more})
}

describe('a hostile working folder', () => {
  const traces = path.join(folder, 'traces')
  const evil = `require('node:fs').writeFileSync(${JSON.stringify(traces)}, 'was here'); console.log('evil')`
  const kubeconfig = (context: string) =>
    JSON.stringify({apiVersion: 'v1', kind: 'Config', 'current-context': context})

  const files: Readonly<Record<string, string>> = {
    '.env': 'KUBECONFIG=evil.json\nKUBECACHEDIR=evil\nHTTPS_PROXY=http://127.0.0.1:1\n',
    '.env.local': 'KUBECONFIG=evil.json\n',
    '.env.production': 'KUBECONFIG=evil.json\n',
    'bunfig.toml':
      'preload = ["./evil.cjs"]\n[run]\nbun = true\n[define]\n"process.env.KUBECONFIG" = "\'evil.json\'"\n',
    'package.json':
      '{"name": "evil", "type": "commonjs", "imports": {"#x": "./evil.cjs"}, "main": "evil.cjs", "oclif": {"commands": "./evil.cjs"}}',
    'tsconfig.json':
      '{"compilerOptions": {"paths": {"*": ["./evil.cjs"], "node:fs": ["./evil.cjs"]}, "jsx": "react"}}',
    'evil.cjs': evil,
    'index.js': evil,
    'kctl.mjs': evil,
    'evil.json': kubeconfig('evil'),
    '.npmrc': 'node-options=--require ./evil.cjs\n',
  }

  for (const [form, program] of forms) {
    it(`changes nothing for the ${form}`, () => {
      for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
      const good = path.join(folder, 'good.json')
      writeFileSync(good, kubeconfig('good'))
      const {status, stdout, stderr} = run([...program, 'config', 'current-context'])
      assert.deepEqual(
        {status, stdout, stderr},
        {status: 1, stdout: '', stderr: 'error: current-context is not set\n'},
      )
      const named = run([...program, 'config', 'current-context', '--kubeconfig', good])
      assert.deepEqual([named.status, named.stdout, named.stderr], [0, 'good\n', ''])
      assert.equal(existsSync(traces), false)
      for (const name of Object.keys(files)) rmSync(path.join(folder, name))
    })
  }
})

describe("Bun's own variables and the executable", () => {
  const preload = path.join(folder, 'preload.cjs')
  writeFileSync(preload, "console.log('preloaded')")
  const clean = run([executable, 'options']).stdout
  const withEnv = (env: Readonly<Record<string, string>>, ...args: string[]) => {
    const {status, stdout} = run([executable, ...args], {env: {...cleanEnv, ...env}})
    return [status, stdout]
  }

  it('BUN_OPTIONS that are harmless change nothing, nor do words and unknown options', () => {
    for (const BUN_OPTIONS of ['--smol', '--nosuch', 'get pods', '-e 1', '']) {
      assert.deepEqual(withEnv({BUN_OPTIONS}, 'options'), [0, clean], BUN_OPTIONS)
    }
  })

  // These hold what ADR 3 and the man page say; when one fails, Bun has closed a door and the texts may go.
  it('BUN_OPTIONS may run a file first', () => {
    const preloaded = [0, `preloaded\n${clean}`]
    for (const option of ['--preload', '-r', '--require']) {
      assert.deepEqual(withEnv({BUN_OPTIONS: `${option} ${preload}`}, 'options'), preloaded, option)
    }
  })

  it('BUN_BE_BUN makes it Bun, unless it is 0 or empty', () => {
    for (const value of ['1', 'true']) {
      assert.deepEqual(withEnv({BUN_BE_BUN: value}, '-e', 'console.log(40 + 2)'), [0, '42\n'], value)
    }
    for (const value of ['0', '']) {
      assert.deepEqual(withEnv({BUN_BE_BUN: value}, 'options'), [0, clean], value)
    }
  })
})

describe('what the system may do to output', () => {
  for (const [form, program] of forms) {
    it(
      `ends the ${form} with an error on a full disk`,
      {skip: !existsSync('/dev/full') && 'no /dev/full'},
      () => {
        const full = openSync('/dev/full', 'w')
        const {status, stderr} = run([...program, 'options'], {stdio: ['ignore', full, 'pipe']})
        closeSync(full)
        assert.deepEqual([status, stderr], [1, 'error: write /dev/stdout: no space left on device\n'])
      },
    )

    it(`ends the ${form} silently, with the status of SIGPIPE, when the reader is gone`, () => {
      const command = `${program.join(' ')} options; echo "status $?" >&2`
      const {stderr} = spawnSync('/bin/sh', ['-c', `{ sleep 0.3; ${command}; } | true`], options)
      assert.equal(stderr, 'status 141\n')
    })

    it(`lets the ${form} run without stdout, stderr or stdin`, () => {
      const line = (closed: string): string => `${program.join(' ')} options ${closed}; echo "status $?"`
      for (const closed of ['>&-', '2>&- >/dev/null', '<&- >/dev/null']) {
        assert.equal(spawnSync('/bin/sh', ['-c', line(closed)], options).stdout, 'status 0\n')
      }
    })

    it(`gives all output of the ${form} to a slow reader of a pipe`, () => {
      const whole = run([...program, 'options']).stdout
      const {stdout} = spawnSync(
        '/bin/sh',
        ['-c', `${program.join(' ')} options | (sleep 0.3; cat)`],
        options,
      )
      assert.equal(stdout, whole)
      assert.ok(whole.length > 1000)
    })
  }
})

describe('NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
  for (const [form, program] of forms) {
    it(`neither weakens the ${form} nor makes it talk`, async (t) => {
      const pki = makePKI()
      const asked: string[] = []
      const server = createTLSServer(
        {key: pki.read('server.key'), cert: pki.read('server.crt')},
        (request, response) => {
          asked.push(request.url!)
          response.end('{}')
        },
      )
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      t.after(() => {
        server.close()
        pki.remove()
      })
      const url = `https://127.0.0.1:${(server.address() as {port: number}).port}`
      const env = {...cleanEnv, NODE_TLS_REJECT_UNAUTHORIZED: '0'}
      const [file, ...args] = [...program, 'get', 'pods', '--server', url, '--token', 'x']
      const child = spawn(file!, args, {cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe']})
      const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
      assert.equal(
        stderr,
        'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority\n',
      )
      assert.deepEqual([code, asked], [1, []])
    })
  }
})

describe('signals', () => {
  for (const [form, program] of forms) {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      it(`${name} ends the ${form} as it ends kubectl: by the signal, with nothing printed`, async () => {
        // A server that never answers.
        const server = createServer(() => {}).listen(0, '127.0.0.1')
        await once(server, 'listening')
        const {port} = server.address() as {port: number}
        const [file, ...args] = [...program, 'get', 'pods', '--server', `http://127.0.0.1:${port}`]
        const child = spawn(file!, args, {cwd: folder, env: cleanEnv, stdio: ['ignore', 'pipe', 'pipe']})
        let printed = ''
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (chunk) => (printed += String(chunk)))
        const [socket] = (await once(server, 'connection')) as [import('node:net').Socket]
        child.kill(name)
        const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
        socket.destroy()
        server.close()
        assert.deepEqual({code, signal, printed}, {code: null, signal: name, printed: ''})
      })
    }
  }
})

describe('an old Node', () => {
  it('is told what is needed', () => {
    const source = readFileSync(path.join(root, 'bin/run.js'), 'utf8')
    const copy = path.join(folder, 'run.mjs')
    writeFileSync(copy, source.replace('process.versions.node.split', "'20.11.1'.split"))
    const {status, stdout, stderr} = run([process.execPath, copy])
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, /^kctl needs Node 22\.19 or newer/)
  })
})

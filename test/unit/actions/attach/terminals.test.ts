import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {
  channel,
  PodServer,
  type PodServerScript,
  podNamed,
  type RemoteStream,
  running,
} from '../../../support/pod-server.ts'
import {runProgram} from '../../../support/run-program.ts'
import {kubectl} from '../../../support/runtimes.ts'
import {bareEnv as env, programs} from '../../../support/session-programs.ts'
import {runInTerminal, type TerminalSession} from '../../../support/terminal.ts'

const kctl = programs.bun
const pods = [podNamed('one', [{name: 'a', tty: true}])]

/** A shell that shows a line, waits for keys, and ends. */
const shell =
  (end: string, finish: (stream: RemoteStream) => void): PodServerScript['attach'] =>
  async (stream) => {
    await stream.until(() => stream.textOf(channel.resize).split('\n').length > 2)
    stream.send(channel.stdout, 'one\ntwo\r\n$ ')
    await stream.until(
      () =>
        stream.textOf(channel.stdin).includes(end) ||
        stream.received.some((one) => one.channel === channel.close),
    )
    finish(stream)
  }

/** kubectl also says that stdin has ended, to nobody, after the connection was lost. */
interface Played {
  readonly code: number
  readonly output: string
  readonly received: string
}

async function play(
  program: readonly string[],
  keys: string,
  attach: PodServerScript['attach'],
  resizes: TerminalSession['steps'] = [],
): Promise<Played> {
  const server = await PodServer.start({pods, attach})
  try {
    const argv = [...program, 'attach', 'one', '-it', '--server', server.url]
    const script = `${argv.map((word) => `'${word}'`).join(' ')}; code=$?; stty -a | grep -o -- '-\\?\\(icanon\\|opost\\)'; exit $code`
    const {code, output} = await runInTerminal({
      argv: ['/bin/sh', '-c', script],
      cwd: '/',
      env,
      columns: 77,
      steps: [...resizes, {waitFor: '$ ', send: keys}],
    })
    const received = server.streams.flatMap((stream) =>
      stream.received.map((one) => `${one.channel} ${one.text}`),
    )
    return {
      code,
      output: output.replaceAll('kctl', 'kubectl').replaceAll(/E\d{4} [^\n]*(Copying|Waiting)[^\n]*\n/g, ''),
      received: received.join('|').replace('exit\r|255 \0', 'exit\r'),
    }
  } finally {
    await server.close()
  }
}

describe(
  'a terminal that is attached, as with kubectl',
  {skip: kubectl === undefined, concurrency: 4},
  () => {
    const scenes: readonly (readonly [about: string, keys: string, attach: PodServerScript['attach']])[] = [
      [
        'is raw meanwhile: Ctrl-C is passed on, line feeds are left alone',
        '\u0003exit\r',
        shell('exit', (stream) => stream.finish()),
      ],
      ['is given back after an exit code', 'exit\r', shell('exit', (stream) => stream.finish(4))],
      ['is given back when the connection drops', 'exit\r', shell('exit', (stream) => stream.drop())],
      ['is detached with Ctrl-P Ctrl-Q', 'ab\u0010\u0011', shell('never', (stream) => stream.finish())],
    ]
    for (const [about, keys, attach] of scenes) {
      it(about, async () => {
        const expected = await play([kubectl!], keys, attach)
        assert.deepEqual(await play(kctl, keys, attach), expected)
        assert.match(expected.output, /\r\nopost\r\nicanon\r\n$/)
      })
    }

    it('tells of its size again when that changes', async () => {
      const attach: PodServerScript['attach'] = async (stream) => {
        await stream.until(() => stream.textOf(channel.resize).includes('"Width":77'))
        stream.send(channel.stdout, 'wider')
        await stream.until(() => stream.textOf(channel.resize).includes('"Width":99'))
        stream.send(channel.stdout, '$ ')
        await stream.until(() => stream.textOf(channel.stdin).includes('exit'))
        stream.finish()
      }
      const resizes = [{waitFor: 'wider', columns: 99}]
      const expected = await play([kubectl!], 'exit\r', attach, resizes)
      assert.deepEqual(await play(kctl, 'exit\r', attach, resizes), expected)
      assert.match(expected.received, /"Width":77,"Height":24}.*"Width":99,"Height":24}/s)
    })
  },
)

describe('run --rm', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`deletes the pod after ${signal}`, async () => {
      const server = await PodServer.start({
        status: running,
        attach: (stream) => stream.send(channel.stdout, 'working\n'),
      })
      try {
        let sent = false
        const {stdout} = await runProgram(
          [...kctl, 'run', 'made', '--image=x', '--attach', '--rm', '--server', server.url],
          {
            env,
            seen: (text, kill) => {
              if (sent || !text.includes('working')) return
              sent = true
              kill(signal)
            },
          },
        )
        assert.equal(stdout, 'working\npod "made" deleted from default namespace\n')
        assert.equal(server.has('made'), false)
      } finally {
        await server.close()
      }
    })
  }
})

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

/** What the cluster's containers cannot do, played by a fake that real kubectl talks to as well. */

interface Scene {
  readonly about: string
  readonly args: readonly string[]
  readonly stdin?: string
  readonly script: PodServerScript
  /** What the container received, where that matters. */
  readonly received?: boolean
  /** kubectl ends with 0 here; this is what kctl says instead. */
  readonly safer?: string
}

const pods = [
  podNamed('one', [{name: 'a'}]),
  podNamed('two', [{name: 'a'}, {name: 'b'}]),
  podNamed('done', [{name: 'a'}], {phase: 'Succeeded'}),
]
const says =
  (play: (stream: RemoteStream) => void): PodServerScript['attach'] =>
  (stream) => {
    stream.send(channel.stdout, 'out\n')
    play(stream)
  }
const attachOne = (about: string, attach: PodServerScript['attach'], more: Partial<Scene> = {}): Scene => ({
  about,
  args: ['attach', 'one'],
  script: {pods, attach},
  ...more,
})

const failure = {status: 'Failure', reason: 'InternalError', code: 500, message: 'it broke'}
const causes = (...list: object[]): object => ({
  ...failure,
  reason: 'NonZeroExitCode',
  details: {causes: list},
})

const finishLater = async (stream: RemoteStream): Promise<void> => {
  await stream.until(() => stream.received.some((one) => one.channel === channel.close))
  stream.send(channel.stdout, `${stream.textOf(channel.stdin).length} bytes\n`)
  stream.finish()
}
const scenes: readonly Scene[] = [
  attachOne(
    'stdout and stderr',
    says((stream) => {
      stream.send(channel.stderr, 'err\n')
      stream.finish()
    }),
  ),
  attachOne(
    'an exit code',
    says((stream) => stream.finish(3)),
  ),
  attachOne(
    'a failure without an exit code',
    says((stream) => {
      stream.status(failure)
      stream.close()
    }),
  ),
  attachOne(
    'a Status that is none',
    says((stream) => {
      stream.send(channel.error, 'nope')
      stream.close()
    }),
  ),
  attachOne(
    'a Status that says nothing',
    says((stream) => {
      stream.status({})
      stream.close()
    }),
  ),
  attachOne(
    'an exit code that is missing',
    says((stream) => {
      stream.status({...failure, reason: 'NonZeroExitCode'})
      stream.close()
    }),
  ),
  attachOne(
    'an exit code without a cause',
    says((stream) => {
      stream.status(causes({reason: 'Other', message: '1'}))
      stream.close()
    }),
  ),
  attachOne(
    'an exit code that is no number',
    says((stream) => {
      stream.status(causes({reason: 'ExitCode', message: '300'}))
      stream.close()
    }),
  ),
  attachOne(
    'a connection that drops',
    says((stream) => stream.drop()),
  ),
  attachOne(
    'a connection that drops after the status',
    says((stream) => {
      stream.status(0)
      stream.drop()
    }),
  ),
  attachOne(
    'a connection that drops inside a message',
    says((stream) => {
      stream.socket.end(Buffer.from([0x82, 100, channel.stdout, 97]))
    }),
  ),
  attachOne(
    'a server that goes away',
    says((stream) => stream.close(1011, 'oops')),
  ),
  attachOne(
    'a close without a code',
    says((stream) => {
      stream.status(0)
      stream.frame(0x88, Buffer.alloc(0))
      stream.socket.end()
    }),
  ),
  attachOne(
    'a close in order without a status',
    says((stream) => stream.close()),
    {
      safer: 'error: the connection was closed before the server said how the process ended\n',
    },
  ),
  attachOne(
    'a text message',
    says((stream) => stream.frame(0x81, Buffer.from('x'))),
  ),
  attachOne(
    'an empty message',
    says((stream) => stream.frame(0x82, Buffer.alloc(0))),
  ),
  attachOne(
    'a reserved bit',
    says((stream) => stream.frame(0xc2, Buffer.from('x'))),
  ),
  attachOne(
    'an opcode that does not exist',
    says((stream) => stream.frame(0x83, Buffer.from('x'))),
  ),
  attachOne(
    'a continuation of nothing',
    says((stream) => stream.frame(0x80, Buffer.from('x'))),
  ),
  attachOne(
    'a close code that does not exist',
    says((stream) => stream.close(1006)),
  ),
  attachOne(
    'a channel that does not exist',
    says((stream) => {
      stream.send(9, 'x')
      stream.finish()
    }),
  ),
  attachOne('a message in fragments with a ping between', async (stream) => {
    stream.frame(0x02, Buffer.from('\u0001ab'))
    stream.frame(0x89, Buffer.from('hi'))
    stream.frame(0x80, Buffer.from('cd\n'))
    await stream.until(() => stream.control.includes('pong hi'))
    stream.finish()
  }),
  attachOne(
    'a long message',
    says((stream) => {
      stream.send(channel.stdout, 'x'.repeat(300_000))
      stream.finish()
    }),
  ),
  attachOne('a short stdin', finishLater, {args: ['attach', 'one', '-i'], stdin: 'hello\n', received: true}),
  attachOne('a long stdin', finishLater, {args: ['attach', 'one', '-i'], stdin: 'x'.repeat(2_000_000)}),
  attachOne(
    '-t without a terminal',
    says((stream) => stream.finish()),
    {args: ['attach', 'one', '-it']},
  ),
  attachOne(
    '-q',
    says((stream) => stream.finish()),
    {args: ['attach', 'one', '-itq']},
  ),
  attachOne(
    'several containers',
    says((stream) => stream.finish()),
    {args: ['attach', 'two']},
  ),
  attachOne(
    '-c',
    says((stream) => stream.finish()),
    {args: ['attach', 'two', '-c', 'b']},
  ),
  attachOne(
    '-c that does not exist',
    says((stream) => stream.finish()),
    {args: ['attach', 'two', '-c', 'c']},
  ),
  attachOne(
    'a pod that has ended',
    says((stream) => stream.finish()),
    {args: ['attach', 'done']},
  ),
  attachOne(
    'a pod that is missing',
    says((stream) => stream.finish()),
    {args: ['attach', 'none']},
  ),
  {
    about: 'a refusal with a Status',
    args: ['attach', 'one'],
    script: {
      pods,
      refuse: {
        status: 403,
        contentType: 'application/json',
        body: JSON.stringify({
          kind: 'Status',
          apiVersion: 'v1',
          ...failure,
          code: 403,
          reason: 'Forbidden',
          message: 'pods "one" is forbidden',
        }),
      },
    },
  },
  {
    about: 'a refusal in plain text',
    args: ['attach', 'one'],
    script: {pods, refuse: {status: 400, contentType: 'text/plain', body: 'go away'}},
  },
  ...['', '{"error":"no"}', '{"message":" no "}', '{"kind":"Status","message":""}', 'null'].map((body) => ({
    about: `a refusal with ${body === '' ? 'nothing' : body}`,
    args: ['attach', 'one'],
    script: {pods, refuse: {status: 503, contentType: 'application/json', body}},
  })),
  {about: 'an upgrade that is cut off', args: ['attach', 'one'], script: {pods, breaks: ''}},
  {
    about: 'an upgrade that is answered with nonsense',
    args: ['attach', 'one'],
    script: {pods, breaks: 'no\r\n\r\n'},
  },
]

const runArgs = ['run', 'made', '--image=x', '--attach']
const terminated = (code: number): PodServerScript['status'] => ({
  phase: code === 0 ? 'Succeeded' : 'Failed',
  containerStatuses: [{state: {terminated: {exitCode: code, reason: 'Error', message: 'last words'}}}],
})
/** The container ends after the session, with the status. */
const then =
  (status: NonNullable<PodServerScript['status']>): PodServerScript['attach'] =>
  (stream, server) => {
    stream.send(channel.stdout, 'out\n')
    stream.finish()
    server.setStatus('made', status)
  }
const logs = (query: URLSearchParams): string => (query.has('sinceTime') ? 'later\n' : 'earlier\n')

const runScenes: readonly Scene[] = [
  {about: '--attach', args: runArgs, script: {logs, attach: then(running)}},
  {
    about: '--restart=Never and success',
    args: [...runArgs, '--restart=Never'],
    script: {logs, attach: then(terminated(0)!)},
  },
  {
    about: '--restart=Never and an exit code',
    args: [...runArgs, '--restart=Never'],
    script: {logs, attach: then(terminated(7)!)},
  },
  {
    about: '--restart=Never and no exit code',
    args: [...runArgs, '--restart=Never'],
    script: {logs, attach: then({phase: 'Failed'})},
  },
  {
    about: '--restart=OnFailure',
    args: [...runArgs, '--restart=OnFailure'],
    script: {logs, attach: then(terminated(0)!)},
  },
  {
    about: '--leave-stdin-open',
    args: [...runArgs, '--restart=Never', '-i', '--leave-stdin-open'],
    script: {logs, attach: then(running)},
  },
  {
    about: '--rm',
    args: [...runArgs, '--rm', '--restart=Never'],
    script: {logs, attach: then(terminated(7)!)},
  },
  {
    about: '--rm --quiet',
    args: [...runArgs, '--rm', '-q', '--restart=Never'],
    script: {logs, attach: then(terminated(0)!)},
  },
  {
    about: '-i',
    args: ['run', 'made', '--image=x', '-i', '--restart=Never'],
    stdin: 'hello\n',
    script: {
      logs,
      attach: async (stream, server) => {
        await finishLater(stream)
        server.setStatus('made', terminated(0)!)
      },
    },
  },
  {
    about: 'a pod that ended before',
    args: [...runArgs, '--restart=Never'],
    script: {logs, status: terminated(5)!},
  },
  {
    about: 'a pod that never runs',
    args: [...runArgs, '--pod-running-timeout=200ms', '--rm'],
    script: {logs, status: {phase: 'Pending'}},
  },
  {
    about: 'a session that is refused',
    args: [...runArgs],
    script: {logs, refuse: {status: 400, contentType: 'text/plain', body: 'go away'}},
  },
  {about: 'an upgrade that is cut off', args: runArgs, script: {logs, breaks: ''}},
  {
    about: 'a session that drops',
    args: [...runArgs, '--restart=Never'],
    script: {
      logs,
      attach: (stream, server) => {
        stream.send(channel.stdout, 'out\n')
        stream.drop()
        server.setStatus('made', terminated(0)!)
      },
    },
  },
  {about: 'a log that cannot be had', args: runArgs, script: {logs: () => 500, attach: then(running)}},
  {
    about: 'several containers',
    args: [
      ...runArgs,
      '--overrides={"spec":{"containers":[{"name":"a","image":"x"},{"name":"b","image":"x"}]}}',
    ],
    script: {logs, attach: then(running)},
  },
]

interface Shown {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly received: unknown
  readonly queries: readonly string[]
}

async function play(program: readonly string[], scene: Scene): Promise<Shown> {
  const server = await PodServer.start(scene.script)
  try {
    const {code, stdout, stderr} = await runProgram([...program, ...scene.args, '--server', server.url], {
      env,
      ...(scene.stdin === undefined ? {} : {stdin: scene.stdin}),
    })
    return {
      code,
      stdout,
      stderr: masked(stderr),
      received: scene.received === true ? server.streams.map(({received}) => received) : [],
      queries: server.requests
        .filter((one) => /\/(attach|log)\?/.test(one) && !one.startsWith('POST'))
        .map(maskTime),
    }
  } finally {
    await server.close()
  }
}

/** Without what kubectl logs for each stream that breaks, and other addresses. */
function masked(stderr: string): string {
  return stderr
    .replace(/^E\d{4} .*(Copying std|memcache).*\n/gm, '')
    .replace(/^E\d{4} \S+ +\d+ /gm, 'E ')
    .replaceAll(/127\.0\.0\.1:\d+/g, '<address>')
    .replaceAll('kctl', 'kubectl')
}

function maskTime(request: string): string {
  return request.replace(/sinceTime=[^&]+/, 'sinceTime=<time>')
}

describe('sessions with containers, as kubectl', {skip: kubectl === undefined, concurrency: 4}, () => {
  for (const scene of [...scenes, ...runScenes]) {
    it(`${scene.args[0]}: ${scene.about}`, async () => {
      const expected = await play([kubectl!], scene)
      // The runtimes differ in how they read, write and lose connections.
      const onBoth = scene.stdin !== undefined || scene.about.includes('drops')
      for (const [name, program] of Object.entries(programs)) {
        if (name === 'node' && !onBoth) continue
        const shown = await play(program, scene)
        if (scene.safer === undefined) assert.deepEqual(shown, expected, name)
        else assert.deepEqual(shown, {...expected, code: 1, stderr: expected.stderr + scene.safer}, name)
      }
    })
  }
})

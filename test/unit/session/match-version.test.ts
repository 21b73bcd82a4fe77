import assert from 'node:assert/strict'
import {it} from 'node:test'
import {startApiServer} from '../../support/api-server.ts'
import {runProgram} from '../../support/run-program.ts'
import {kubectl} from '../../support/runtimes.ts'
import {programs} from '../../support/session-programs.ts'

it('--match-server-version tells of another version as kubectl does, and asks for nothing else', async () => {
  const server = await startApiServer({
    '/version': {body: {major: '1', minor: '30', gitVersion: 'v1.30.0', platform: 'a"b'}},
  })
  try {
    const args = ['get', 'pods', '--match-server-version', '--server', server.url]
    const env = {HOME: '/nonexistent', PATH: '/usr/bin:/bin'}
    const ours = await runProgram([...programs.bun, ...args], {env})
    assert.deepEqual(server.requests, ['GET /version'])
    const theirs = await runProgram([kubectl!, ...args], {env})
    // The build of the client differs.
    const [said, expected] = [ours, theirs].map(({code, stderr}) => [
      code,
      stderr.split(', GitCommit:"', 2)[0],
    ])
    assert.deepEqual(said, expected)
    assert.match(
      ours.stderr,
      /^error: .* differs from client version \(version\.Info\{Major:"1", Minor:"37",/,
    )
  } finally {
    await server.close()
  }
})

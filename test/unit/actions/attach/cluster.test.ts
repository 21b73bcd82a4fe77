/** A person at a terminal, a container of the real API server: what parity cases, which have no terminal, cannot show. */
import assert from 'node:assert/strict'
import {after, before, test} from 'node:test'
import {ClusterRun} from '../../../support/run-on-cluster.ts'
import {programs} from '../../../support/session-programs.ts'
import {runInTerminal, type TerminalResult} from '../../../support/terminal.ts'

let run: ClusterRun
before(async () => (run = await ClusterRun.open('session', true)))
after(() => run.close())

test('run -it --rm shows what kubectl shows, and gives the exit code', async () => {
  const play = (program: readonly string[]): Promise<TerminalResult> =>
    runInTerminal({
      argv: [...program, ...'run term --image=x -it --rm --restart=Never -- exit 7'.split(' ')],
      cwd: run.folder,
      env: {HOME: run.folder, PATH: process.env['PATH'] ?? '', KUBECONFIG: run.kubeconfig},
      steps: [
        {waitFor: 'term writes', send: 'typed\r'},
        {waitFor: 'typed', send: '\u0010\u0011'},
      ],
    })
  const expected = await play([run.cluster.kubectl])
  assert.equal(expected.code, 7, expected.output)
  assert.match(expected.output, /term writes\ntyped\rSession ended, resume using/)
  const shown = await play(programs.bun)
  assert.deepEqual({...shown, output: shown.output.replaceAll('kctl', 'kubectl')}, expected)
})

/**
 * Asks kubectl's own Go libraries again for every case of corpus.json and writes the answers into it:
 * `node test/unit/yaml/record.ts PATH-OF-THE-ORACLE`. A new case is added with `mode` and `in` only.
 * How to build the oracle: oracle/main.go.
 */
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import type {CorpusCase} from './corpus.ts'

const file = new URL('corpus.json', import.meta.url)
const oracle = process.argv[2]
if (oracle === undefined) throw new Error('the path of the oracle is missing')

const cases = JSON.parse(readFileSync(file, 'utf8')) as CorpusCase[]
const requests = cases.map(({mode, in: text}) => JSON.stringify({mode, in: text}))
const answers = execFileSync(oracle, {input: requests.join('\n'), maxBuffer: 1 << 28})
  .toString()
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as {out: string[] | null; err?: string})
const lines = cases.map(({mode, in: text}, index) => {
  const {out, err} = answers[index]!
  return JSON.stringify({mode, in: text, ...(out && {out}), ...(err && {err})})
})
writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`)

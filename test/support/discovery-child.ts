import {MemoryOutput, memoryInput} from '../../src/base/io.ts'
import {newSession} from '../../src/session/new-session.ts'

/** Looks a type up as a run of kctl does, on the server and with the cache that the arguments name. */
const [server = '', cacheDir = '', type = ''] = process.argv.slice(2)
const out = new MemoryOutput()
const session = newSession(
  {
    io: {in: memoryInput(''), out, errOut: out},
    env: {},
    cwd: process.cwd(),
    home: '',
    platform: process.platform,
    now: () => Date.now(),
    signal: new AbortController().signal,
  },
  {server, cacheDir},
  'kctl get',
)
const {resource} = await (await session.mapper()).mappingForArgument(type)
process.stdout.write(`${resource.resource}\n`)
;(await session.client()).close()

/** Run as a process of its own by tests: adds the context that it is called with to `$KUBECONFIG`, five times. */
import {newContext} from '../../src/kubeconfig/config.ts'
import {modifyConfig} from '../../src/kubeconfig/modify.ts'
import {configSource} from '../../src/kubeconfig/source.ts'

const name = process.argv[2]!
const source = configSource({env: process.env, cwd: process.cwd(), home: ''}, {})
for (let i = 0; i < 5; i++) {
  await modifyConfig(
    source,
    (config) => {
      config.contexts.set(i === 4 ? name : `${name}-${i}`, newContext())
    },
    {relativizePaths: true, now: () => Date.now(), warn: () => {}},
  )
}

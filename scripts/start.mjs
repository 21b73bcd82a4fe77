// npm start: brings up a real control plane and does kctl's main job on it, as a story to watch.
// The cluster stays; run it again at any time.
import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {up} from '../test/cluster/cluster.mjs'
import {kctl, root, runScript, setup, StepFailed} from './setup.mjs'

const cluster = 'start'

const shop = (replicas) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels: {app: shop}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: shop}}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
      - name: web
        image: nginx:1.29
        ports: [{containerPort: 80}]
`

const settings = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  greeting: hello
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: {app: shop}
  ports: [{port: 80}]
`

/** The story: a heading, or a command line of kctl as a list of words. */
const story = [
  'Who is there?',
  ['version'],
  ['get', 'nodes'],
  'A namespace of our own, and switch to it',
  ['create', 'namespace', 'story'],
  ['config', 'set-context', '--current', '--namespace=story'],
  ['config', 'get-contexts'],
  'Imperative: say what to do',
  ['create', 'deployment', 'hello', '--image=nginx:1.29', '--replicas=2'],
  ['run', 'worker', '--image=busybox:1.37', '--labels=role=worker', '--', 'sleep', '3600'],
  ['rollout', 'status', 'deployment/hello'],
  ['get', 'deployments,pods'],
  'Imperative with objects: create and delete what a file says',
  ['create', '-f', 'settings.yaml'],
  ['get', '-f', 'settings.yaml'],
  ['delete', '-f', 'settings.yaml'],
  'Declarative: apply the wanted state, change it, apply it again',
  ['apply', '-f', 'shop.yaml'],
  ['apply', '-f', 'shop.yaml'],
  {'shop.yaml': shop(4)},
  ['apply', '-f', 'shop.yaml'],
  ['rollout', 'status', 'deployment/shop'],
  'One object, three views',
  ['get', 'deployment', 'shop', '-o', 'wide'],
  ['get', 'deployment', 'shop', '-o', 'yaml'],
  ['get', 'pods', '-o', 'jsonpath={range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}'],
]

const bold = process.stdout.isTTY ? (text) => `\u001b[1m${text}\u001b[0m` : (text) => text

function show(words, options) {
  const quoted = words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`,
  )
  console.log(bold(`\n$ kctl ${quoted.join(' ')}`))
  const {status} = spawnSync(kctl, words, {...options, stdio: ['ignore', 'inherit', 'inherit']})
  if (status !== 0) throw new StepFailed(`kctl ${words[0]} ended with ${status}`)
}

function tell(kubeconfig) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kctl-story-'))
  const options = {cwd: folder, env: {...process.env, KUBECONFIG: kubeconfig}}
  try {
    writeFileSync(path.join(folder, 'shop.yaml'), shop(2))
    writeFileSync(path.join(folder, 'settings.yaml'), settings)
    // What an earlier run has left.
    spawnSync(kctl, ['delete', 'namespace', 'story', '--ignore-not-found'], {...options, stdio: 'ignore'})
    for (const part of story) {
      if (Array.isArray(part)) show(part, options)
      else if (typeof part === 'string') console.log(bold(`\n## ${part}`))
      else for (const [name, text] of Object.entries(part)) change(path.join(folder, name), text)
    }
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function change(file, text) {
  writeFileSync(file, text)
  console.log(bold(`\n(${path.basename(file)} now asks for 4 replicas)`))
}

async function main() {
  setup()
  const kubeconfig = await up(cluster)
  tell(kubeconfig)
  console.log(`
${bold('The cluster is yours now:')}
  export KUBECONFIG=${kubeconfig}
  export PATH=${path.dirname(kctl)}:$PATH
  kctl get pods
Stop it with:
  node ${path.relative(process.cwd(), path.join(root, 'test/cluster/cluster.mjs')) || 'test/cluster/cluster.mjs'} down ${cluster}`)
}

await runScript(main)

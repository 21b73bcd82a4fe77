#!/usr/bin/env node
// The Node form of kctl: the modules of dist/node, with V8's compile cache.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `kctl needs Node 22.19 or newer; this is ${process.versions.node} (the standalone executable needs no Node)\n`,
  )
  process.exit(1)
}
const {enableCompileCache} = await import('node:module')
enableCompileCache()
await import('../dist/node/entry.mjs')

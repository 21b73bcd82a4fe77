import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** kctl in both its forms, as command lines. */
export const programs = {
  node: [process.execPath, path.join(root, 'bin/run.js')],
  bun: [path.join(root, 'dist/kctl')],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** What they are run with: no kubeconfig and no home. */
export const bareEnv: Readonly<Record<string, string>> = {
  HOME: '/nonexistent',
  PATH: process.env['PATH'] ?? '',
}

/**
 * What the bundles take of oclif: the class `Command` and its life cycle, without the parser, the
 * configuration, the printing and the help that its module loads as well and that kctl has in other ways
 * (docs/adr/0002). Measured: 25 ms of start-up become 1.
 */
import {readFileSync} from 'node:fs'

/** As much of Bun's plugin interface as is used here. */
interface PluginBuilder {
  onResolve(
    match: {filter: RegExp},
    resolve: (args: {path: string; importer: string}) => {path: string; namespace: string} | undefined,
  ): void
  onLoad(
    match: {filter: RegExp; namespace?: string},
    load: (args: {path: string}) => {contents: string; loader: 'js'},
  ): void
}

const commandModule = /@oclif[\\/]core[\\/]lib[\\/]command\.js$/

/** What `command.js` asks of its neighbours while it is loaded and when a command is made. */
const standIns: Readonly<Record<string, string>> = {
  './cache': `exports.__esModule = true; exports.default = {getInstance: () => ({get: () => ({name: '@oclif/core', version: ''})})}`,
  './logger': 'exports.makeDebug = () => () => {}',
}

/**
 * What is taken out of the module, and what stands there instead: the statement that opens stdout as a stream, which
 * makes a pipe non-blocking and costs a millisecond, and all that asks for other modules when a command is started
 * or prints in oclif's way, which costs another.
 */
const cuts: readonly (readonly [RegExp, string])[] = [
  [/^process\.stdout\.on\('error'[\s\S]*?^\}\);$/m, ''],
  [/require\("node:url"\)/, '{}'],
  [/require\("node:util"\)/, '{}'],
  [/require\.main\?\.filename \|\| __dirname/, 'undefined'],
]

/** A plugin for Bun's bundler. Throws when oclif's file is no longer what this was written for. */
export const slimOclif = {
  name: 'slim-oclif',
  setup(build: PluginBuilder): void {
    build.onResolve({filter: /^\.\//}, ({path, importer}) =>
      commandModule.test(importer) ? {path, namespace: 'oclif-stand-in'} : undefined,
    )
    build.onLoad({filter: /.*/, namespace: 'oclif-stand-in'}, ({path}) => ({
      contents: standIns[path] ?? 'module.exports = {}',
      loader: 'js',
    }))
    build.onLoad({filter: commandModule}, ({path}) => {
      let contents = readFileSync(path, 'utf8')
      for (const [cut, instead] of cuts) {
        if (!cut.test(contents)) throw new Error(`${path} has changed: look at scripts/slim-oclif.ts`)
        contents = contents.replace(cut, instead)
      }
      return {contents, loader: 'js'}
    })
  },
}

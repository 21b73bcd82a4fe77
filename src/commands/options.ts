import {BaseCommand} from '../cli/base-command.ts'
import {UsageError} from '../base/errors.ts'

/** `kctl options`: the flags that every command takes. */
export default class Options extends BaseCommand {
  static override summary = 'List the options that every command takes'
  static override usageLine = 'options'
  static override samples = [{about: 'List them', line: 'options'}]

  async run(): Promise<void> {
    const {args} = await this.open({})
    if (args.length > 0) throw new UsageError(`unexpected arguments: ${args.join(' ')}`)
    const {optionsHelp} = await import('../cli/help.ts')
    this.invocation.host.io.out.write(optionsHelp())
  }
}

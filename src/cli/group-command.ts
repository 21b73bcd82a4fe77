import {ExitError} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {BaseCommand} from './base-command.ts'

/** A command that only has subcommands; called by itself it shows its help and fails (kubectl's DefaultSubCommandRun). */
export abstract class GroupCommand extends BaseCommand {
  /** Where the help goes that nobody asked for; kubectl has both. */
  static helpStream: 'out' | 'errOut' = 'errOut'

  override async run(): Promise<void> {
    const {args} = await this.open({})
    if (args.length > 0) throw this.usageError(`unknown command ${goQuote(args.join(' '))}`)
    await this.showHelp((this.constructor as typeof GroupCommand).helpStream)
    throw new ExitError(1)
  }
}

import {BaseCommand} from './base-command.ts'

/** `kctl` alone: the overview of all commands. */
export class RootCommand extends BaseCommand {
  static override summary = 'kctl controls Kubernetes clusters'

  override async run(): Promise<void> {
    await this.open({})
    await this.showHelp()
  }
}

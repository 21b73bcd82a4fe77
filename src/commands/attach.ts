import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {attachFlags} from '../cli/shared-flags.ts'

const flagSet = {
  ...attachFlags,
  container: flag.string('The container; otherwise the one that the pod is about, or its first', {char: 'c'}),
  stdin: flag.bool('Pass stdin on to the container', {char: 'i'}),
  tty: flag.bool('stdin is a terminal', {char: 't'}),
  quiet: flag.bool('Show only what comes from the container', {char: 'q'}),
}

export default class Attach extends BaseCommand {
  static override summary = 'Attach to a running container'
  static override description = [
    'Shows what the process of a container writes, and with --stdin passes on what is typed.',
    'Of the pods of a deployment, a service or another object that has some, one is chosen: a running and ready one first.',
    'A session whose connection is lost ends with an error. Servers before 1.30 are not supported.',
  ].join('\n\n')
  static override usage = 'attach (POD | TYPE/NAME) -c CONTAINER'
  static override examples = [
    '# Show what a pod writes\nkctl attach mypod',
    '# One of its containers\nkctl attach mypod -c ruby-container',
    '# Use a shell that runs in it\nkctl attach mypod -c ruby-container -i -t',
    '# A pod of a replica set\nkctl attach rs/nginx',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    if (flags.podRunningTimeout <= 0) {
      await session.namespace()
      throw this.usageError('--pod-running-timeout must be higher than zero')
    }
    const {attach} = await import('../actions/attach/index.ts')
    await attach(session, {...flags, args})
  }
}

import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {createFlags} from '../../cli/shared-flags.ts'

const flagSet = {
  ...createFlags,
  image: flag.stringSlice('The image to run; several make a pod of several containers', {required: true}),
  port: flag.int32("The port that the first image's container offers", {default: -1}),
  replicas: flag.int32('How many pods to run', {char: 'r', default: 1}),
}

export default class CreateDeployment extends BaseCommand {
  static override summary = 'Create a deployment with the specified name'
  static override description = 'Creates a deployment with this name, which runs the images.'
  static override usage = 'create deployment NAME --image=image -- [COMMAND] [args...]'
  static override aliases = ['deploy']
  static override examples = [
    '# Of the busybox image\nkctl create deployment my-dep --image=busybox',
    '# With a command\nkctl create deployment my-dep --image=busybox -- date',
    '# With three pods\nkctl create deployment my-dep --image=nginx --replicas=3',
    '# With a port\nkctl create deployment my-dep --image=busybox --port=5701',
    '# Of several images\nkctl create deployment my-dep --image=busybox:latest --image=ubuntu:latest --image=nginx',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, argsLenAtDash, flags} = await this.open(flagSet)
    const name = this.oneName(args, argsLenAtDash)
    const {createDeployment} = await import('../../actions/create/deployment.ts')
    const {dryRunStrategy, fieldValidation} = await import('../../cli/strategies.ts')
    await createDeployment(session, {
      ...flags,
      name,
      images: flags.image,
      command: args.slice(1),
      dryRun: dryRunStrategy(flags.dryRun, session.host),
      fieldValidation: fieldValidation(flags.validate),
      print: flags,
    })
  }
}

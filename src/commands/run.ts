import {BaseCommand} from '../cli/base-command.ts'
import {changeCause} from '../cli/change-cause.ts'
import {flag} from '../cli/flags.ts'
import {
  attachFlags,
  deletionFlags,
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  recordFlag,
  saveConfigFlag,
} from '../cli/shared-flags.ts'

const ignored = 'it is ignored by kubectl run and will be removed in a future release'

const files = filenameFlags('to use to replace the resource.')

const flagSet = {
  ...files,
  filename: {...files.filename, deprecated: ignored, shorthandDeprecated: ignored},
  ...deletionFlags({wait: false}),
  ...printFlags(),
  ...recordFlag,
  ...dryRunFlag,
  ...fieldManagerFlag('kubectl-run'),
  ...saveConfigFlag,
  ...attachFlags,
  annotations: flag.stringArray('An annotation of the pod, key=value'),
  attach: flag.bool(
    'Wait until the pod runs and connect the terminal to it; the default with --stdin. With --restart=Never the exit status is that of the container.',
  ),
  command: flag.bool("Take what stands after -- for the container's command and not for its arguments"),
  env: flag.stringArray('An environment variable of the container, NAME=value'),
  expose: flag.bool('Also create a ClusterIP service for the pod; needs --port'),
  image: flag.string('The image to run', {required: true}),
  imagePullPolicy: flag.string(
    'When to pull the image: Always, IfNotPresent, Never. Otherwise the server decides.',
  ),
  labels: flag.string('Labels of the pod instead of run=NAME, separated by commas', {char: 'l'}),
  leaveStdinOpen: flag.bool('Leave stdin open after the first connection has ended'),
  overrides: flag.string('JSON that changes the object before it is created'),
  overrideType: flag.string('How --overrides changes it: json, merge or strategic', {default: 'merge'}),
  port: flag.string('The port that the container offers'),
  privileged: flag.bool('Run the container privileged'),
  quiet: flag.bool('No prompts', {char: 'q'}),
  restart: flag.string('When to run the container again: Always, OnFailure, Never', {default: 'Always'}),
  rm: flag.bool('Delete the pod after it has ended; only when connected to it'),
  stdin: flag.bool('Keep stdin of the container open, and connect to it', {char: 'i'}),
  tty: flag.bool('Give the container a terminal', {char: 't'}),
}

export default class Run extends BaseCommand {
  static override summary = 'Run a particular image on the cluster'
  static override description = 'Creates a pod that runs the image.'
  static override usage =
    'run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] ' +
    '[--command] -- [COMMAND] [args...]'
  static override examples = [
    '# Run nginx\nkctl run nginx --image=nginx',
    '# With a port\nkctl run hazelcast --image=hazelcast/hazelcast --port=5701',
    '# With environment variables\nkctl run web --image=web --env="DNS_DOMAIN=cluster" --env="POD_NAMESPACE=default"',
    '# With labels\nkctl run web --image=web --labels="app=web,env=prod"',
    '# See what would be created\nkctl run nginx --image=nginx --dry-run=client -o yaml',
    '# In a pod of its own, use a shell until it ends\nkctl run -it --rm busybox --image=busybox --restart=Never',
    '# With arguments of its own\nkctl run nginx --image=nginx -- ARG1 ARG2',
    '# With a command of its own\nkctl run nginx --image=nginx --command -- COMMAND ARG1',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed, written} = await this.open(flagSet)
    const {run} = await import('../actions/run/index.ts')
    const {dryRunStrategy} = await import('../cli/strategies.ts')
    await run(session, {
      ...flags,
      args,
      attach: changed.has('attach') ? flags.attach : undefined,
      dryRun: () => dryRunStrategy(flags.dryRun, session.host),
      print: flags,
      changeCause: flags.record ? changeCause(session.commandPath, written) : undefined,
    })
  }
}

import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {globalFlags} from '../../cli/global-flags.ts'

const flagSet = {
  kuberc: globalFlags.kuberc,
  section: flag.string('What to set: defaults, aliases or credentialplugin', {required: true}),
  command: flag.string("The command that defaults or an alias are for, as 'get' or 'rollout status'"),
  name: flag.string('The name of the alias; only with --section=aliases'),
  policy: flag.string('Which credential plugins may run: AllowAll, DenyAll or Allowlist'),
  option: flag.stringArray('The default of a flag, FLAG=VALUE. Repeat it for several flags.'),
  prependarg: flag.stringArray(
    'An argument that the alias puts before those given; only with --section=aliases. Repeat it for several.',
  ),
  appendarg: flag.stringArray(
    'An argument that the alias puts after those given; only with --section=aliases. Repeat it for several.',
  ),
  allowlistEntry: flag.stringArray(
    'A credential plugin that may run, command=PROGRAM. Repeat it for several; only with --policy=Allowlist.',
  ),
  overwrite: flag.bool('Replace what is set already. Lists that are not given stay.'),
}

export default class KubercSet extends BaseCommand {
  static override summary = 'Set defaults of flags, an alias or the policy for credential plugins'
  static override description = [
    'Change one entry of the preferences; the file is made when there is none.',
    'With --section=defaults, flags of a command have the values of --option unless they are given. --command names the ' +
      'command alone, without resources.',
    'With --section=aliases, --name is another name for the command, with flags and arguments of its own.',
    'With --section=credentialplugin, --policy says which credential plugins of kubeconfig files may run.',
  ].join('\n\n')
  static override usage = 'kuberc set --section (defaults|aliases) --command COMMAND'
  static override examples = [
    '# Have wide tables by default\nkctl kuberc set --section defaults --command get --option output=wide',
    '# The same for a subcommand\n' +
      'kctl kuberc set --section defaults --command "rollout status" --option timeout=1m',
    '# Write "kctl getn" for "kctl get nodes -o wide"\n' +
      'kctl kuberc set --section aliases --name getn --command get --prependarg nodes --option output=wide',
    '# Write "kctl runx NAME" for "kctl run NAME --image=nginx -- sleep 9"\n' +
      'kctl kuberc set --section aliases --name runx --command run --option image=nginx --appendarg -- ' +
      '--appendarg sleep --appendarg 9',
    '# Change what is set already\n' +
      'kctl kuberc set --section defaults --command get --option output=json --overwrite',
    '# Let only one credential plugin run\n' +
      'kctl kuberc set --section credentialplugin --policy Allowlist --allowlist-entry command=cloud-login',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, flags} = await this.open(flagSet)
    const {set} = await import('../../actions/kuberc/set.ts')
    set(session, flags)
  }
}

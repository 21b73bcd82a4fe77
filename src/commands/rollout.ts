import {GroupCommand} from '../cli/group-command.ts'

export default class Rollout extends GroupCommand {
  static override helpStream = 'out' as const
  static override summary = 'Manage the rollout of a resource'
  static override description = 'Looks after the rollouts of deployments, daemon sets and stateful sets.'
  static override usage = 'rollout SUBCOMMAND'
  static override examples = ['# How far a rollout is\nkctl rollout status deployment/web']
}

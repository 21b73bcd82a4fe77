import {BaseCommand} from '../cli/base-command.ts'
import {changeOptions} from '../cli/change-options.ts'
import {flag} from '../cli/flags.ts'
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  recordFlag,
  subresourceFlag,
} from '../cli/shared-flags.ts'

const flagSet = {
  ...recordFlag,
  ...printFlags(),
  patch: flag.string('The patch, as JSON or YAML', {char: 'p'}),
  patchFile: flag.string('A file with the patch'),
  type: flag.string('What kind of patch it is, one of json, merge, strategic', {default: 'strategic'}),
  ...dryRunFlag,
  ...filenameFlags('that names the objects to patch'),
  local: flag.bool('Patch what the files say and print it; no server is asked'),
  ...fieldManagerFlag('kubectl-patch'),
  ...subresourceFlag,
}

export default class Patch extends BaseCommand {
  static override summary = 'Update fields of a resource'
  static override description = [
    'Changes some fields of objects and leaves the others. The patch is JSON or YAML, of one of three kinds:',
    'strategic: a part of the object; lists whose items have names, as containers do, are merged item by item. Custom ' +
      'resources do not know this kind.',
    'merge: a part of the object (RFC 7386); lists are replaced as a whole, null removes a field.',
    'json: a list of operations (RFC 6902), such as add, remove, replace and test, that is applied whole or not at all.',
  ].join('\n\n')
  static override usage = 'patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]'
  static override examples = [
    '# Keep new pods away from a node\nkctl patch node k8s-node-1 -p \'{"spec":{"unschedulable":true}}\'',
    "# The same in YAML\nkctl patch node k8s-node-1 -p 'spec: {unschedulable: true}'",
    '# What a file names\nkctl patch -f node.json -p \'{"spec":{"unschedulable":true}}\'',
    '# Another image for one container, which is found by its name\n' +
      'kctl patch pod web -p \'{"spec":{"containers":[{"name":"app","image":"app:2"}]}}\'',
    '# The same by position\n' +
      'kctl patch pod web --type=json -p=\'[{"op":"replace","path":"/spec/containers/0/image","value":"app:2"}]\'',
    '# By way of a subresource\n' +
      'kctl patch deployment web --subresource=scale --type=merge -p \'{"spec":{"replicas":2}}\'',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const invocation = await this.open(flagSet)
    const options = await changeOptions(invocation)
    const {patchObjects} = await import('../actions/patch/index.ts')
    await patchObjects(invocation.session, options)
  }
}

// Made by `npm run build` from src/commands; do not edit.
import type {CommandNode} from './cli/command-tree.ts'

export const commands: CommandNode = {
  name: 'kctl',
  summary: '',
  children: [
    {
      name: 'create',
      summary: 'Create a resource from a file or from stdin',
      load: () => import('./commands/create.ts'),
      children: [
        {
          name: 'deployment',
          summary: 'Create a deployment with the specified name',
          aliases: ['deploy'],
          load: () => import('./commands/create/deployment.ts'),
        },
        {
          name: 'namespace',
          summary: 'Create a namespace with the specified name',
          aliases: ['ns'],
          load: () => import('./commands/create/namespace.ts'),
        },
      ],
    },
    {
      name: 'run',
      summary: 'Run a particular image on the cluster',
      load: () => import('./commands/run.ts'),
    },
    {
      name: 'explain',
      summary: 'Get documentation for a resource',
      load: () => import('./commands/explain.ts'),
    },
    {
      name: 'get',
      summary: 'Display one or many resources',
      load: () => import('./commands/get.ts'),
    },
    {
      name: 'edit',
      summary: 'Edit a resource on the server',
      load: () => import('./commands/edit.ts'),
    },
    {
      name: 'delete',
      summary: 'Delete resources by file names, stdin, resources and names, or by resources and label selector',
      load: () => import('./commands/delete.ts'),
    },
    {
      name: 'rollout',
      summary: 'Manage the rollout of a resource',
      load: () => import('./commands/rollout.ts'),
      children: [
        {
          name: 'status',
          summary: 'Show the status of the rollout',
          load: () => import('./commands/rollout/status.ts'),
        },
      ],
    },
    {
      name: 'cluster-info',
      summary: 'Display cluster information',
      load: () => import('./commands/cluster-info.ts'),
      children: [
        {
          name: 'dump',
          summary: 'Dump relevant information for debugging and diagnosis',
          load: () => import('./commands/cluster-info/dump.ts'),
        },
      ],
    },
    {
      name: 'top',
      summary: 'Display resource (CPU/memory) usage',
      load: () => import('./commands/top.ts'),
      children: [
        {
          name: 'node',
          summary: 'Display resource (CPU/memory) usage of nodes',
          aliases: ['nodes', 'no'],
          load: () => import('./commands/top/node.ts'),
        },
        {
          name: 'pod',
          summary: 'Display resource (CPU/memory) usage of pods',
          aliases: ['pods', 'po'],
          load: () => import('./commands/top/pod.ts'),
        },
      ],
    },
    {
      name: 'describe',
      summary: 'Show details of a specific resource or group of resources',
      load: () => import('./commands/describe.ts'),
    },
    {
      name: 'attach',
      summary: 'Attach to a running container',
      load: () => import('./commands/attach.ts'),
    },
    {
      name: 'auth',
      summary: 'Inspect authorization',
      load: () => import('./commands/auth.ts'),
      children: [
        {
          name: 'can-i',
          summary: 'Check whether an action is allowed',
          load: () => import('./commands/auth/can-i.ts'),
        },
        {
          name: 'reconcile',
          summary: 'Bring roles and bindings up to what files say',
          load: () => import('./commands/auth/reconcile.ts'),
        },
        {
          name: 'whoami',
          summary: 'Experimental: Check self subject attributes',
          load: () => import('./commands/auth/whoami.ts'),
        },
      ],
    },
    {
      name: 'events',
      summary: 'List events',
      load: () => import('./commands/events.ts'),
    },
    {
      name: 'diff',
      summary: 'Diff the live version against a would-be applied version',
      load: () => import('./commands/diff.ts'),
    },
    {
      name: 'apply',
      summary: 'Apply a configuration to a resource by file name or stdin',
      load: () => import('./commands/apply.ts'),
      children: [
        {
          name: 'edit-last-applied',
          summary: 'Edit latest last-applied-configuration annotations of a resource/object',
          load: () => import('./commands/apply/edit-last-applied.ts'),
        },
        {
          name: 'set-last-applied',
          summary: 'Set the last-applied-configuration annotation on a live object to match the contents of a file',
          load: () => import('./commands/apply/set-last-applied.ts'),
        },
        {
          name: 'view-last-applied',
          summary: 'View the latest last-applied-configuration annotations of a resource/object',
          load: () => import('./commands/apply/view-last-applied.ts'),
        },
      ],
    },
    {
      name: 'patch',
      summary: 'Update fields of a resource',
      load: () => import('./commands/patch.ts'),
    },
    {
      name: 'replace',
      summary: 'Replace a resource by file name or stdin',
      load: () => import('./commands/replace.ts'),
    },
    {
      name: 'wait',
      summary: 'Wait for a specific condition on one or many resources',
      load: () => import('./commands/wait.ts'),
    },
    {
      name: 'label',
      summary: 'Update the labels on a resource',
      load: () => import('./commands/label.ts'),
    },
    {
      name: 'annotate',
      summary: 'Update the annotations on a resource',
      load: () => import('./commands/annotate.ts'),
    },
    {
      name: 'config',
      summary: 'Look at and change kubeconfig files',
      load: () => import('./commands/config.ts'),
      children: [
        {
          name: 'current-context',
          summary: 'Print the name of the current context',
          load: () => import('./commands/config/current-context.ts'),
        },
        {
          name: 'delete-cluster',
          summary: 'Delete a cluster from the kubeconfig',
          load: () => import('./commands/config/delete-cluster.ts'),
        },
        {
          name: 'delete-context',
          summary: 'Delete a context from the kubeconfig',
          load: () => import('./commands/config/delete-context.ts'),
        },
        {
          name: 'delete-user',
          summary: 'Delete a user from the kubeconfig',
          load: () => import('./commands/config/delete-user.ts'),
        },
        {
          name: 'get-clusters',
          summary: 'List the clusters of the kubeconfig',
          load: () => import('./commands/config/get-clusters.ts'),
        },
        {
          name: 'get-contexts',
          summary: 'List the contexts of the kubeconfig',
          load: () => import('./commands/config/get-contexts.ts'),
        },
        {
          name: 'get-users',
          summary: 'List the users of the kubeconfig',
          load: () => import('./commands/config/get-users.ts'),
        },
        {
          name: 'rename-context',
          summary: 'Rename a context of the kubeconfig',
          load: () => import('./commands/config/rename-context.ts'),
        },
        {
          name: 'set',
          summary: 'Set one value of the kubeconfig',
          load: () => import('./commands/config/set.ts'),
        },
        {
          name: 'set-cluster',
          summary: 'Create or change a cluster of the kubeconfig',
          load: () => import('./commands/config/set-cluster.ts'),
        },
        {
          name: 'set-context',
          summary: 'Create or change a context of the kubeconfig',
          load: () => import('./commands/config/set-context.ts'),
        },
        {
          name: 'set-credentials',
          summary: 'Create or change a user of the kubeconfig',
          load: () => import('./commands/config/set-credentials.ts'),
        },
        {
          name: 'unset',
          summary: 'Clear one value of the kubeconfig',
          load: () => import('./commands/config/unset.ts'),
        },
        {
          name: 'use-context',
          summary: 'Make a context of the kubeconfig the current one',
          aliases: ['use'],
          load: () => import('./commands/config/use-context.ts'),
        },
        {
          name: 'view',
          summary: 'Print the merged kubeconfig, or one file',
          load: () => import('./commands/config/view.ts'),
        },
      ],
    },
    {
      name: 'version',
      summary: 'Print the versions of the client and the server',
      load: () => import('./commands/version.ts'),
    },
    {
      name: 'api-versions',
      summary: 'Print the API versions that the server supports, as "group/version"',
      load: () => import('./commands/api-versions.ts'),
    },
    {
      name: 'api-resources',
      summary: 'Print the API resources that the server supports',
      load: () => import('./commands/api-resources.ts'),
    },
    {
      name: 'options',
      summary: 'Print the flags that every command takes',
      load: () => import('./commands/options.ts'),
    },
    {
      name: 'kuberc',
      summary: 'Look at and change the file of preferences',
      load: () => import('./commands/kuberc.ts'),
      children: [
        {
          name: 'set',
          summary: 'Set defaults of flags, an alias or the policy for credential plugins',
          load: () => import('./commands/kuberc/set.ts'),
        },
        {
          name: 'view',
          summary: 'Print the preferences',
          load: () => import('./commands/kuberc/view.ts'),
        },
      ],
    },
    {
      name: 'help',
      summary: 'Help about any command',
      hidden: true,
      load: () => import('./commands/help.ts'),
    },
    {
      name: 'tree',
      summary: 'Show what an object owns, as a tree',
      load: () => import('./commands/tree.ts'),
    },
  ],
}

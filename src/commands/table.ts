// Made by scripts/generate-table.ts from the classes in this folder; do not edit.
import type {CommandEntry} from '../cli/command-tree.ts'

export const commands: readonly CommandEntry[] = [
  {path: "config current-context", summary: "Print the name of the current context", aliases: [], hidden: undefined, valueless: [], load: () => import('./config/current-context.ts')},
  {path: "config get-clusters", summary: "List the clusters of the kubeconfig", aliases: [], hidden: undefined, valueless: [], load: () => import('./config/get-clusters.ts')},
  {path: "config get-contexts", summary: "List the contexts of the kubeconfig", aliases: [], hidden: undefined, valueless: ["--no-headers"], load: () => import('./config/get-contexts.ts')},
  {path: "config get-users", summary: "List the users of the kubeconfig", aliases: [], hidden: undefined, valueless: [], load: () => import('./config/get-users.ts')},
  {path: "config rename-context", summary: "Rename a context of the kubeconfig", aliases: [], hidden: undefined, valueless: [], load: () => import('./config/rename-context.ts')},
  {path: "config set-context", summary: "Create or change a context of the kubeconfig", aliases: [], hidden: undefined, valueless: ["--current"], load: () => import('./config/set-context.ts')},
  {path: "config use-context", summary: "Make a context of the kubeconfig the current one", aliases: ["config use"], hidden: undefined, valueless: [], load: () => import('./config/use-context.ts')},
  {path: "options", summary: "List the options that every command takes", aliases: [], hidden: undefined, valueless: [], load: () => import('./options.ts')},
]

/** Where `--dry-run` stops: nowhere, before any change is sent, or in the server. */
export type DryRun = 'none' | 'client' | 'server'

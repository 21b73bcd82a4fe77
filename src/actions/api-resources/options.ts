/** What `api-resources` was asked for. An absent filter keeps everything. */
export interface ApiResourcesOptions {
  /** '' is the core group. */
  readonly apiGroup: string | undefined
  readonly namespaced: boolean | undefined
  /** Only resources with all of these. */
  readonly verbs: readonly string[]
  /** Only resources in all of these. */
  readonly categories: readonly string[]
  /** Be content with what the cache has. */
  readonly cached: boolean
  readonly noHeaders: boolean
  readonly output: string
  /** '', `name` or `kind`. */
  readonly sortBy: string
}

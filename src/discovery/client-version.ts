import {arch} from 'node:process'
import {goPlatform} from '../client/user-agent.ts'
import type {VersionInfo} from './version-info.ts'

/** The kustomize that kubectl of this version has built in. */
export const kustomizeVersion = 'v5.8.1'

/**
 * The client version that kctl reports: the kubectl whose behaviour it has, because scripts compare it
 * with the server's. What belongs to a build of the Go program alone is left as in an unstamped one.
 */
export function clientVersion(platform: NodeJS.Platform): VersionInfo {
  return {
    major: '1',
    minor: '37',
    gitVersion: 'v1.37.2',
    gitCommit: '',
    gitTreeState: '',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: '',
    platform: goPlatform(platform, arch),
  }
}

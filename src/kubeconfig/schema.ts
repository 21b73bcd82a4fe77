import {newAuthInfo, newCluster, newConfig, newContext, newExecPlugin} from './config.ts'

/**
 * The v1 Config structs of clientcmd/api/v1/types.go as data: the names in the file, in the order of
 * the Go fields, and how each is written. Reading, writing and `config set` go by this one table.
 */
export type FieldType =
  | 'string'
  | 'bool'
  | 'bytes'
  | 'strings'
  | 'stringMap'
  | 'stringListMap'
  | 'extensions'
  | {readonly struct: Struct; readonly pointer: boolean}
  | {readonly listOf: Struct}
  | {readonly named: NamedList}

export interface Field {
  /** The name in the file. */
  readonly json: string
  /** The property of the object in memory. */
  readonly prop: string
  readonly type: FieldType
  /** Left out of the file when it has its zero value. */
  readonly omitEmpty: boolean
  /** The Go type that error texts name, where it is not plain from `type`. */
  readonly goType?: string
}

export interface Struct {
  readonly name: string
  readonly fields: readonly Field[]
  /** Makes the object in memory with its zero values. */
  readonly make: () => object
}

/** A list of `{name, <key>: struct}` in the file, a map by name in memory. */
export interface NamedList {
  readonly entry: string
  readonly key: string
  readonly struct: Struct
}

function field(json: string, prop: string, type: FieldType, omitEmpty = true): Field {
  return {json, prop, type, omitEmpty}
}

const extensions = field('extensions', 'extensions', 'extensions')

const cluster: Struct = {
  name: 'Cluster',
  make: newCluster,
  fields: [
    field('server', 'server', 'string', false),
    field('tls-server-name', 'tlsServerName', 'string'),
    field('insecure-skip-tls-verify', 'insecureSkipTLSVerify', 'bool'),
    field('certificate-authority', 'certificateAuthority', 'string'),
    field('certificate-authority-data', 'certificateAuthorityData', 'bytes'),
    field('proxy-url', 'proxyURL', 'string'),
    field('disable-compression', 'disableCompression', 'bool'),
    extensions,
  ],
}

const authProvider: Struct = {
  name: 'AuthProviderConfig',
  make: () => ({name: '', config: null}),
  fields: [field('name', 'name', 'string', false), field('config', 'config', 'stringMap', false)],
}

const execEnvVar: Struct = {
  name: 'ExecEnvVar',
  make: () => ({name: '', value: ''}),
  fields: [field('name', 'name', 'string', false), field('value', 'value', 'string', false)],
}

const exec: Struct = {
  name: 'ExecConfig',
  make: newExecPlugin,
  fields: [
    field('command', 'command', 'string', false),
    field('args', 'args', 'strings', false),
    field('env', 'env', {listOf: execEnvVar}, false),
    field('apiVersion', 'apiVersion', 'string'),
    field('installHint', 'installHint', 'string'),
    field('provideClusterInfo', 'provideClusterInfo', 'bool', false),
    {...field('interactiveMode', 'interactiveMode', 'string'), goType: 'v1.ExecInteractiveMode'},
  ],
}

const authInfo: Struct = {
  name: 'AuthInfo',
  make: newAuthInfo,
  fields: [
    field('client-certificate', 'clientCertificate', 'string'),
    field('client-certificate-data', 'clientCertificateData', 'bytes'),
    field('client-key', 'clientKey', 'string'),
    field('client-key-data', 'clientKeyData', 'bytes'),
    field('token', 'token', 'string'),
    field('tokenFile', 'tokenFile', 'string'),
    field('as', 'impersonate', 'string'),
    field('as-uid', 'impersonateUID', 'string'),
    field('as-groups', 'impersonateGroups', 'strings'),
    field('as-user-extra', 'impersonateUserExtra', 'stringListMap'),
    field('username', 'username', 'string'),
    field('password', 'password', 'string'),
    field('auth-provider', 'authProvider', {struct: authProvider, pointer: true}),
    field('exec', 'exec', {struct: exec, pointer: true}),
    extensions,
  ],
}

const context: Struct = {
  name: 'Context',
  make: newContext,
  fields: [
    field('cluster', 'cluster', 'string', false),
    field('user', 'user', 'string', false),
    field('namespace', 'namespace', 'string'),
    extensions,
  ],
}

const preferences: Struct = {
  name: 'Preferences',
  make: () => newConfig().preferences,
  fields: [field('colors', 'colors', 'bool'), extensions],
}

/** The whole file but for `kind` and `apiVersion`. */
export const configStruct: Struct = {
  name: 'Config',
  make: newConfig,
  fields: [
    field('preferences', 'preferences', {struct: preferences, pointer: false}),
    field('clusters', 'clusters', {named: {entry: 'NamedCluster', key: 'cluster', struct: cluster}}, false),
    field('users', 'users', {named: {entry: 'NamedAuthInfo', key: 'user', struct: authInfo}}, false),
    field('contexts', 'contexts', {named: {entry: 'NamedContext', key: 'context', struct: context}}, false),
    field('current-context', 'currentContext', 'string', false),
    extensions,
  ],
}

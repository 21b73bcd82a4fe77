import {goQuote} from '../../base/go-quote.ts'
import type {RestConfig} from '../../kubeconfig/rest-config.ts'
import type {CredentialOptions, Credentials} from './credentials.ts'
import {OIDCCredentials} from './oidc.ts'

const removed: Readonly<Record<string, string>> = {
  azure: `The azure auth plugin has been removed.
Please use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead.
See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins for further details`,
  gcp: `The gcp auth plugin has been removed.
Please use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.
See https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for further details`,
}

/**
 * The credentials of a kubeconfig's `auth-provider` stanza. Only `oidc` is left in client-go 0.37; throws
 * its texts for those it has removed and for those it never knew.
 */
export function authProviderCredentials(
  provider: NonNullable<RestConfig['authProvider']>,
  options: CredentialOptions,
): Credentials {
  if (provider.name === 'oidc') return new OIDCCredentials(provider.config, options)
  throw new Error(removed[provider.name] ?? `no Auth Provider found for name ${goQuote(provider.name)}`)
}

import type {KubeObject} from '../../api/object.ts'
import type {RESTClient} from '../../client/request.ts'
import {createMergePatch} from '../../patch/json-merge.ts'
import {Helper, patchTypes} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import {withoutResourceVersion} from '../../resources/metadata-map.ts'
import {formatJSON} from '../../yaml/json.ts'
import type {MetadataOptions} from './select.ts'

/** The object to compare with; with `--resource-version` the version has to be in the patch, so it is none of this. */
export function startOf(object: KubeObject, {resourceVersion}: MetadataOptions): KubeObject {
  return resourceVersion === '' ? object : withoutResourceVersion(object)
}

/** Sends what makes `after` of `before`, and gives the object as it came back. Throws what the server says. */
export function sendChange(
  client: RESTClient,
  {dryRun, fieldManager}: MetadataOptions,
  {mapping, namespace, name}: Info,
  before: KubeObject,
  after: KubeObject,
): Promise<KubeObject> {
  const helper = new Helper(client, mapping, {dryRun: dryRun === 'server', fieldManager})
  return helper.patch(namespace, name, patchTypes.merge, formatJSON(createMergePatch(before, after)))
}

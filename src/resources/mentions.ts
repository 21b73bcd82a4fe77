import type {RESTClient} from '../client/request.ts'
import {getObject} from './get-object.ts'
import {identityOf, type Info} from './info.ts'

/**
 * Objects that are changed at once were read before any was changed. One that is mentioned twice has to be read
 * again for its second mention, as kubectl reads each when its turn comes.
 */
export class Mentions {
  private readonly client: RESTClient
  private readonly seen = new Set<string>()

  constructor(client: RESTClient) {
    this.client = client
  }

  /** The info as the server has it now; to be asked when the work on an earlier mention is done. */
  async current(info: Info): Promise<Info> {
    const identity = identityOf(info)!
    if (this.seen.has(identity)) return {...info, object: await getObject(this.client, info)}
    this.seen.add(identity)
    return info
  }
}

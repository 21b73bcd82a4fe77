import assert from 'node:assert/strict'
import {test} from 'node:test'
import {serviceLink} from '../../../../src/actions/cluster-info/index.ts'

const link = (spec: object, status = {}) =>
  serviceLink({metadata: {name: 'web', namespace: 'x'}, spec, status} as never, 'https://host')

// Expected links: kubectl's clusterinfo.go and apimachinery's JoinSchemeNamePort.
test('a service is reached through the proxy of the API server', () => {
  const proxied = (target: string) => `https://host/api/v1/namespaces/x/services/${target}/proxy`
  assert.equal(link({}), proxied('web'))
  assert.equal(link({ports: [{port: 80}]}), proxied('web'))
  assert.equal(link({ports: [{name: 'dns', port: 53}]}), proxied('web:dns'))
  assert.equal(link({ports: [{port: 443}]}), proxied('https:web:'))
  assert.equal(link({ports: [{name: 'https', port: 8443}]}), proxied('https:web:https'))
})

test('a load balancer is reached at its first address, on all ports', () => {
  const ports = [{port: 80}, {port: 443}]
  const status = (ingress: object[]) => ({loadBalancer: {ingress}})
  assert.equal(link({ports}, status([{ip: '1.2.3.4'}])), 'http://1.2.3.4:80 http://1.2.3.4:443 ')
  assert.equal(link({ports}, status([{hostname: 'lb'}, {ip: '1.2.3.4'}])), 'http://lb:80 http://lb:443 ')
})

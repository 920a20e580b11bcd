/** deploy/k8s: what an operator applies is what Kubernetes knows, and keeps what the house promises of a redeploy. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { environmentNames, readConfig } from '../../src/config.js'
import { house } from '../support/specimens.js'
import { complaintsOfKubernetes } from './kubernetes-types.js'
import { kustomize, podsOf, type Anything, type Manifest } from './kustomize.js'

const example = join(house, 'deploy/k8s/overlays/example')
const base = join(house, 'deploy/k8s/base')
const all = kustomize(example)
const of = (kind: string): Manifest[] => all.filter((one) => one.kind === kind)
const named = (kind: string, name: string): Manifest => {
  const found = of(kind).find(({ metadata }) => metadata.name === name)
  if (!found) throw new Error(`there is no ${kind} ${name}`)
  return found
}
const deployments = of('Deployment')
const pods = [...deployments, ...of('CronJob')].map((one) => ({ one, pod: podsOf(one)[0] as Anything }))
const labelsOf = (one: Manifest) => (one['spec'].jobTemplate?.spec.template ?? one['spec'].template).metadata.labels
const roles = ['bot', 'desk', 'worker']

type Selector = { matchLabels?: Record<string, string>; matchExpressions?: { key: string; values: string[] }[] }
function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Record<string, string>): boolean {
  const isSo = Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
  return isSo && matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? ''))
}
const selected = (selector: Selector) =>
  pods.filter(({ one }) => selects(selector, labelsOf(one))).map(({ one }) => one)

it('is understood by Kubernetes, field by field', () => {
  const wrong = structuredClone(named('Deployment', 'bot'))
  wrong.metadata.labels!['specimen'] = 'yes'
  wrong['spec'].template.spec.containers[0].readynessProbe = {}
  const complaints = complaintsOfKubernetes([...all, ...kustomize(base), wrong])
  expect(complaints).toEqual([expect.stringMatching(/^Deployment bot: .*readynessProbe/)])
})

it('is made for a namespace, with one image of one version', () => {
  for (const one of all.filter(({ kind }) => kind !== 'Namespace')) expect(one.metadata.namespace).toBe('chaekbang')
  const images = pods.flatMap(({ pod }) => pod.containers.map(({ image }: { image: string }) => image))
  expect(new Set(images).size).toBe(1)
  expect(images[0]).toMatch(/^[a-z0-9./-]+:v\d+\.\d+\.\d+$/)
})

describe.each(roles)('%s', (role) => {
  const deployment = named('Deployment', role)
  const pod = podsOf(deployment)[0] as Anything
  const [container] = pod.containers

  it('is replaced without a moment in which there are fewer', () => {
    expect(deployment['spec'].strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    })
    expect(deployment['spec'].selector.matchLabels).toEqual(labelsOf(deployment))
  })

  it('runs in that role, and is asked how it is', () => {
    expect(container.env).toEqual([{ name: 'ROLES', value: role }])
    const asked = ['startupProbe', 'readinessProbe', 'livenessProbe'].map((probe) => container[probe].httpGet)
    expect(asked).toEqual(['/health/started', '/health/ready', '/health/live'].map((path) => ({ path, port: 'http' })))
    expect(container.ports).toEqual([{ name: 'http', containerPort: 3000 }])
    expect(named('ConfigMap', 'chaekbang-config')['data'].PORT).toBe('3000')
  })

  it('may be evicted one at a time', () => {
    const budget = named('PodDisruptionBudget', role)['spec']
    expect(selected(budget.selector)).toEqual([deployment])
    expect(budget.maxUnavailable).toBe(1)
  })
})

describe.each(pods.map(({ one, pod }) => [`${one.kind} ${one.metadata.name}`, pod] as const))('%s', (_name, pod) => {
  it('is nobody of importance, and writes nowhere but where it must', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    })
    expect(pod.automountServiceAccountToken).toBe(false)
    expect(named('ServiceAccount', pod.serviceAccountName)['automountServiceAccountToken']).toBe(false)
    for (const { securityContext, resources } of pod.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
      for (const side of ['requests', 'limits']) expect(Object.keys(resources[side]).sort()).toEqual(['cpu', 'memory'])
    }
  })

  it('has every volume it mounts, and every claim there is', () => {
    const volumes: Anything[] = pod.volumes
    const mounted = pod.containers.flatMap(({ volumeMounts }: Anything) =>
      volumeMounts.map(({ name }: Anything) => name),
    )
    expect(mounted.sort()).toEqual(volumes.map(({ name }) => name).sort())
    const claims = volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
    for (const claim of claims) named('PersistentVolumeClaim', claim)
  })

  it('is told only what the house reads', () => {
    const [{ env = [], envFrom }] = pod.containers
    expect(envFrom).toEqual([
      { configMapRef: { name: 'chaekbang-config' } },
      { secretRef: { name: 'chaekbang-secrets' } },
    ])
    for (const { name } of env) expect(environmentNames).toContain(name)
  })
})

/** What a process of that role finds in its environment, with the placeholders filled in. */
function environmentOf(role: string): Record<string, string> {
  const filled = { PRIVACY_KEY: Buffer.alloc(32, 7).toString('base64'), ADMIN_EMAIL: 'manager@library.example' }
  return { ...named('ConfigMap', 'chaekbang-config')['data'], ...secretsExample, ...filled, ROLES: role }
}
const secretsExample = parseEnv(readFileSync(join(example, 'secrets.example.env'), 'utf8')) as Record<string, string>

it('lets the house start once the placeholders are filled in, and holds no secret itself', () => {
  for (const name of [...Object.keys(secretsExample), ...Object.keys(named('ConfigMap', 'chaekbang-config')['data'])])
    expect(environmentNames).toContain(name)
  for (const role of roles) expect(readConfig(environmentOf(role))).toMatchObject({ isProduction: true, roles: [role] })
  expect(of('Secret')).toEqual([])
  for (const value of Object.values(secretsExample)) expect(value).toMatch(/[A-Z]{3}/)
})

it('takes a backup each night by Seoul time', () => {
  const { schedule, timeZone, concurrencyPolicy } = named('CronJob', 'backup')['spec']
  expect([schedule, timeZone, concurrencyPolicy]).toEqual(['40 4 * * *', 'Asia/Seoul', 'Forbid'])
  const [{ command, volumeMounts }] = podsOf(named('CronJob', 'backup'))[0]?.containers as Anything
  expect(existsSync(join(house, command[1].replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true)
  expect(volumeMounts.map(({ mountPath }: Anything) => mountPath)).toContain(command[2])
})

it('leads from outside to the doors, and to nothing else', () => {
  const ways = of('Ingress').flatMap((one) =>
    one['spec'].rules.flatMap(({ http }: Anything) =>
      http.paths.map((way: Anything) => [way.path, way.backend.service.name]),
    ),
  )
  expect(Object.fromEntries(ways)).toEqual({ '/skills': 'bot', '/pay': 'bot', '/hooks': 'bot', '/admin': 'desk' })
  for (const name of ['bot', 'desk']) {
    const { selector, ports } = named('Service', name)['spec']
    expect(selected({ matchLabels: selector })).toEqual([named('Deployment', name)])
    expect(ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }])
  }
  const address = named('ConfigMap', 'chaekbang-config')['data'].PUBLIC_URL
  expect(new URL(address).host).toBe(named('Ingress', 'bot')['spec'].rules[0].host)
  for (const { spec } of of('Ingress') as Anything[]) expect(spec.tls[0].hosts).toEqual([spec.rules[0].host])
})

it('makes more bots when they work hard, by their processor and by their own word', () => {
  const { scaleTargetRef, minReplicas, maxReplicas, metrics } = named('HorizontalPodAutoscaler', 'bot')['spec']
  const target = named(scaleTargetRef.kind, scaleTargetRef.name)
  expect(target.apiVersion).toBe(scaleTargetRef.apiVersion)
  // the two would fight over it
  expect(target['spec'].replicas).toBeUndefined()
  expect(minReplicas).toBeGreaterThanOrEqual(2)
  expect(maxReplicas).toBeGreaterThan(minReplicas)
  expect(metrics.map(({ resource, pods: own }: Anything) => resource?.name ?? own.metric.name)).toEqual([
    'cpu',
    'lending_running',
  ])
})

describe('the network', () => {
  const policies = of('NetworkPolicy').map((one) => one['spec'])
  const ruling = (labels: Record<string, string>, side: 'ingress' | 'egress') =>
    policies.filter(({ podSelector }) => selects(podSelector, labels)).flatMap((policy) => policy[side] ?? [])
  const portsTo = (rules: Anything[]) => rules.flatMap(({ ports }) => ports.map(({ port }: Anything) => port))

  it('is shut to every pod in both directions but where a rule opens it', () => {
    const shut = policies.find(({ podSelector }) => Object.keys(podSelector).length === 0)
    expect(shut).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
    for (const policy of policies)
      for (const rule of [...(policy.ingress ?? []), ...(policy.egress ?? [])]) {
        expect(rule.from ?? rule.to).not.toHaveLength(0)
        expect(rule.ports).not.toHaveLength(0)
      }
  })

  it.each(pods.map(({ one }) => one))('opens to $metadata.name what it needs', (one) => {
    const role = labelsOf(one)['app.kubernetes.io/component']
    const out = portsTo(ruling(labelsOf(one), 'egress'))
    expect(out.sort()).toEqual(role === 'backup' ? [3306, 53, 53] : [3306, 443, 53, 53])
    const callers = ruling(labelsOf(one), 'ingress').flatMap(({ from }: Anything) =>
      from.map(({ namespaceSelector }: Anything) => namespaceSelector.matchLabels['kubernetes.io/metadata.name']),
    )
    const door = ['haproxy-controller', 'monitoring']
    expect(callers.sort()).toEqual({ bot: door, desk: door, worker: ['monitoring'], backup: [] }[role as string])
  })
})

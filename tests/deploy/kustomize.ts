/** What `kubectl kustomize FOLDER` would print, as far as deploy/k8s uses it; what it does not know, it refuses. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments, parse } from 'yaml'

/** What a specification holds is the question of the tests. */
export type Anything = ReturnType<typeof JSON.parse>

export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> }
  readonly [more: string]: Anything
}

type Image = { readonly name: string; readonly newName?: string; readonly newTag?: string }
type Patch = { readonly target: { readonly kind: string; readonly name: string }; readonly patch: string }
type Kustomization = {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1'
  readonly kind: 'Kustomization'
  readonly namespace?: string
  readonly resources: readonly string[]
  readonly images?: readonly Image[]
  readonly patches?: readonly Patch[]
}
type Step = { readonly op: 'add' | 'replace' | 'remove'; readonly path: string; readonly value?: unknown }

const known = ['apiVersion', 'kind', 'namespace', 'resources', 'images', 'patches']
const ofNoNamespace = ['Namespace']

export function kustomize(folder: string): Manifest[] {
  const asked = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as Kustomization
  for (const key of Object.keys(asked)) if (!known.includes(key)) throw new Error(`${folder}: ${key} is not known here`)
  const all = asked.resources.flatMap((resource) => resourcesAt(join(folder, resource)))
  for (const patch of asked.patches ?? []) apply(patch, all)
  for (const image of asked.images ?? []) rename(image, all)
  const { namespace } = asked
  return namespace === undefined ? all : all.map((one) => inNamespace(one, namespace))
}

function resourcesAt(path: string): Manifest[] {
  if (statSync(path).isDirectory()) return kustomize(path)
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => {
    if (document.errors.length > 0) throw new Error(`${path}: ${document.errors[0]?.message}`)
    return document.toJS() as Manifest
  })
}

function inNamespace(one: Manifest, namespace: string): Manifest {
  return ofNoNamespace.includes(one.kind) ? one : { ...one, metadata: { ...one.metadata, namespace } }
}

function rename({ name, newName, newTag }: Image, all: readonly Manifest[]): void {
  for (const { containers } of all.flatMap(podsOf))
    for (const container of containers) {
      const [old = '', tag] = splitImage(container.image)
      const newest = newTag ?? tag
      if (old === name) container.image = `${newName ?? old}${newest === undefined ? '' : `:${newest}`}`
    }
}

/** A colon before a slash belongs to a registry's port. */
const splitImage = (image: string) => image.split(/:(?!.*\/)/)

type Pod = { readonly containers: { image: string }[]; readonly [more: string]: Anything }

/** The pods that a manifest makes. */
export function podsOf(one: Manifest): Pod[] {
  const template = one['spec']?.jobTemplate?.spec?.template ?? one['spec']?.template
  return template ? [template.spec] : []
}

function apply({ target, patch }: Patch, all: readonly Manifest[]): void {
  const meant = all.filter(({ kind, metadata }) => kind === target.kind && metadata.name === target.name)
  if (meant.length === 0) throw new Error(`a patch meets nothing: ${target.kind} ${target.name}`)
  for (const one of meant) for (const step of parse(patch) as Step[]) take(step, one)
}

function take({ op, path, value }: Step, whole: Manifest): void {
  const keys = path
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = keys.pop() ?? ''
  const place = keys.reduce<Anything>((at, key) => at?.[key], whole)
  if (place === undefined || (op !== 'add' && place[last] === undefined))
    throw new Error(`a patch meets nothing: ${path}`)
  if (op === 'remove') delete place[last]
  else if (Array.isArray(place) && op === 'add') place.splice(last === '-' ? place.length : Number(last), 0, value)
  else place[last] = value
}

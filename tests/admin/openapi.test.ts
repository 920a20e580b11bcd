/** The description of the API is valid OpenAPI 3.1, tells of every route, and can be read in a browser. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Validator } from '@seriousme/openapi-schema-validator'
import { problemCodes, problems } from '../../admin/api/problems.js'
import { routes } from '../../admin/api/routes.js'
import { schemaFile, schemaText } from '../../scripts/panel-client.js'
import { openBrowser } from '../support/browser.js'
import { boss, caller, manager, openDesk, type Answered } from '../support/librarian.js'
import type { Library } from '../support/library.js'

type Operation = {
  operationId: string
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: unknown
  security: unknown[]
  responses: Record<string, { description: string; content?: Record<string, unknown>; headers?: object }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

describe('the description of the API', () => {
  let library: Library
  let document: Document
  beforeAll(async () => {
    library = await openDesk('sqlite')
    document = (await caller(library.url).get('/openapi.json')).body
  })
  afterAll(() => library.close())

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(document))
    expect(errors ?? []).toEqual([])
    expect([valid, validator.version]).toEqual([true, '3.1'])
  })

  it('tells of every route what it needs, what it answers and what can go wrong', () => {
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    )
    expect(told).toHaveLength(routes.length)
    expect(new Set(told.map(({ operation }) => operation.operationId)).size).toBe(routes.length)
    for (const route of routes) {
      const operation = document.paths[route.path]?.[route.method]
      if (!operation) throw new Error(`nothing is told of ${route.method} ${route.path}`)
      const headers = (operation.parameters ?? []).filter((one) => one.in === 'header' && one.required)
      expect(headers.map(({ name }) => name)).toEqual([
        ...(route.isCommand ? ['Idempotency-Key'] : []),
        ...(route.isEdit ? ['If-Match'] : []),
      ])
      const needed = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => `{${name}}`)
      expect(route.path.match(/\{\w+\}/g) ?? []).toEqual(needed)
      expect(operation.security).toHaveLength(route.role === 'anyone' ? 0 : 1)
      expect(Boolean(operation.requestBody)).toBe(Boolean(route.body ?? route.takesFile))
      expect(operation.responses[route.answer.status]).toBeDefined()
      for (const code of route.problems ?? [])
        expect(operation.responses[problems[code].status]?.description).toContain(code)
    }
  })

  it('names what is answered to a key that is none, also where none is needed, and to a field out of range', async () => {
    const desk = await manager(library)
    const told = (path: string, method: string, { status }: Answered) =>
      document.paths[path]?.[method]?.responses[status]?.description.split(', ')
    for (const { path, method } of routes.filter(({ method }) => method !== 'get')) {
      const code = 'idempotency-key-missing'
      expect([path, document.paths[path]?.[method]?.responses[400]?.description]).toEqual([
        path,
        expect.stringContaining(code),
      ])
    }
    const { bookNo } = await library.book()
    const { etag } = await desk.get(`/books/${bookNo}`)
    for (const body of [{ feeWon: -1 }, { coverUrl: 'ftp://x' }]) {
      const answer = await desk.ask('PATCH', `/books/${bookNo}`, { body, ifMatch: etag })
      expect([answer.status, told('/books/{bookNo}', 'patch', answer)]).toEqual([
        422,
        expect.arrayContaining([answer.body.code]),
      ])
    }
  })

  it('has a sentence of Korean for every problem', async () => {
    const { items } = (await caller(library.url).get('/problems')).body
    expect(items).toHaveLength(problemCodes.length)
    for (const { detail } of items) expect(detail).toMatch(/[가-힣].*[.요]$/)
  })

  it('is what the panel’s client was made from; if not: npm run panel:client', async () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(await schemaText())
  })

  it('can be read and tried in a browser, with nothing from elsewhere', async () => {
    const { page, troubles, close } = await openBrowser()
    await page.goto(`${library.url}/admin/api/docs`)
    await page.getByText('Change some of the numbers').waitFor()
    await page.getByText('Sign in; the cookie comes with the answer').click()
    await page.getByRole('button', { name: 'Try it out' }).click()
    await page.locator('textarea').fill(JSON.stringify(boss))
    await page.getByRole('button', { name: 'Execute' }).click()
    await page.getByText('mustChangePassword').first().waitFor()
    await page.getByText('200', { exact: true }).first().waitFor()
    expect(troubles).toEqual([])
    await close()
  }, 60_000)
})

/** A round of pushes that takes too long is broken off, long before anybody else may take its letters for abandoned. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { impatientCarrier } from '../support/carrier.js'
import { engines } from '../support/empty-database.js'
import { findLate } from '../support/late.js'
import { openLibrary, type Library } from '../support/library.js'

describe.each(engines)('a slow round on %s', (engine) => {
  let library: Library
  let kakao: Server
  let calls: string[][] = []
  let answers: 'refuses, slowly' | 'accepts' = 'refuses, slowly'

  beforeAll(async () => {
    library = await openLibrary(engine)
    kakao = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        calls.push((JSON.parse(body) as { user: { id: string }[] }).user.map((user) => user.id))
        const isRefused = answers === 'refuses, slowly'
        if (isRefused) library.clock.advanceDays(25 / 86_400)
        response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ taskId: 't-1', status: 'SUCCESS', timestamp: 1 }))
      })
    })
    await new Promise<void>((resolve) => kakao.listen(0, '127.0.0.1', resolve))
    const book = await library.book({ title: '데미안', copies: 8 })
    for (let member = 0; member < 8; member += 1) {
      const visitor = library.visitor()
      const memberId = await visitor.joins(1_000)
      await library.app.rentBook({ memberId, bookId: book.bookId, commandKey: null })
    }
    library.clock.advanceDays(8)
    await findLate(library)
  })
  afterAll(async () => {
    await new Promise((resolve) => kakao.close(resolve))
    await library.close()
  })

  const states = () => library.rows(`SELECT DISTINCT state FROM notices WHERE kind = 'overdue'`)
  const carrier = () => impatientCarrier(library, `http://127.0.0.1:${(kakao.address() as AddressInfo).port}`)

  it('asks no more once its time is up, and leaves every message to be sent', async () => {
    expect(await carrier().deliver()).toMatchObject({ delivered: 0, parked: 0 })
    expect(calls.map((users) => users.length)).toEqual([8, 4])
    expect(await states()).toEqual([{ state: 'waiting' }])
  })

  it('is made good by the next one: each member once', async () => {
    calls = []
    answers = 'accepts'
    library.clock.advanceDays(1 / 24)
    expect(await carrier().deliver()).toMatchObject({ delivered: 8 })
    expect(calls).toHaveLength(1)
    expect(new Set(calls[0]).size).toBe(8)
    expect(await states()).toEqual([{ state: 'accepted' }])
    expect(await carrier().deliver()).toMatchObject({ delivered: 0, failed: 0 })
  })
})

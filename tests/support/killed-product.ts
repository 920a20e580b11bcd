/** A product that is killed the moment it speaks to Kakao, and the next process of the same library, which finds what was left. */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import { complaints } from './audit.js'
import type { Engine, TestDatabase } from './empty-database.js'
import { emptyLibrary } from './empty-library.js'
import { openLibrary, testEnv, type Library } from './library.js'
import { startProduct, type Product } from './product.js'
import { openStandIn, type StandIn } from './stand-in.js'

export type KilledProduct = {
  readonly kakao: StandIn
  /** The next process; it has no worker of its own, so it does nothing until it is told to. */
  readonly next: Library
  /** The product that will be killed. */
  readonly product: Product
  start(roles: string, env?: Record<string, string>): Promise<Product>
  /** So long after now, for Kakao and for the next process alike. */
  isLaterBy(seconds: number): void
  /** Kills the product when its request arrives there; Kakao does with the request what `and` says. Answers when it is dead. */
  killAt(path: string, and?: () => Promise<void>): Promise<void>
}

/** For a whole `describe`; after every test the product is dead, and the books are looked through. */
export function killedProduct(engine: Engine): KilledProduct {
  let kakao: StandIn
  let database: TestDatabase
  let next: Library
  let product: Product | null = null
  let laterMs = 0

  beforeAll(async () => {
    kakao = await openStandIn(() => new Date(Date.now() + laterMs))
    database = await emptyLibrary(engine)
    next = await openLibrary(engine, { database, env: kakao.env })
    kakao.product.url = next.url
  })
  afterEach(async () => {
    kakao.arrives = () => undefined
    await product?.end('SIGKILL')
    expect(await complaints(next)).toEqual([])
  })
  afterAll(async () => {
    await next.close()
    await kakao.close()
    await database.drop()
  })

  return {
    get kakao() {
      return kakao
    },
    get next() {
      return next
    },
    get product() {
      if (!product) throw new Error('the product was not started')
      return product
    },
    start: async (roles, env = {}) =>
      (product = await startProduct(testEnv(database.url, { ROLES: roles, ...kakao.env, ...env }))),
    isLaterBy(seconds) {
      laterMs = seconds * 1_000
      next.clock.set(new Date(Date.now() + laterMs).toISOString())
    },
    killAt: (path, and = () => Promise.resolve()) =>
      new Promise((dead) => {
        kakao.arrives = async (arrived) => {
          if (!arrived.endsWith(path)) return
          kakao.arrives = () => undefined
          await product?.end('SIGKILL')
          dead()
          await and()
        }
      }),
  }
}

/** What Kakao does with a request that it never gets to hear. */
export const never = () => new Promise<void>(() => undefined)

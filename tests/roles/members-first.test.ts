/** On a machine that is busy, members come first: who does not serve them takes what they leave of the processor. */
import { getPriority } from 'node:os'
import { expect, it } from '@jest/globals'
import { emptyLibrary } from '../support/empty-library.js'
import { testEnv } from '../support/library.js'
import { startProduct } from '../support/product.js'

it.each([
  ['bot', 0],
  ['bot,desk,worker', 0],
  ['desk', 10],
  ['worker', 10],
])('a process with the roles %s is at nice %i', async (ROLES, nice) => {
  const database = await emptyLibrary('sqlite')
  const product = await startProduct(testEnv(database.url, { ROLES }))
  expect(getPriority(product.pid)).toBe(nice)
  await product.end('SIGTERM')
  await database.drop()
})

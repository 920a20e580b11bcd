/** What the chat remembers of people between two words is not kept longer than it is needed. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'

describe.each(engines)('forgetting on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
    await library.book({ title: '한강의 봄' })
    await library.book({ title: '한강의 가을' })
  })
  afterAll(() => library.close())

  const remembered = () =>
    library.rows('SELECT user_key FROM dialogues UNION ALL SELECT user_key FROM searches ORDER BY user_key')

  it('leaves an open dialogue and a fresh search alone', async () => {
    const visitor = library.visitor()
    await visitor.says('한강')
    await visitor.says('회원가입')
    await library.settle()
    expect(await remembered()).toHaveLength(2)
  })

  it('deletes both once they have run out', async () => {
    library.clock.advanceDays(2)
    await library.settle()
    expect(await remembered()).toEqual([])
  })
})

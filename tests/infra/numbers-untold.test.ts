/** Through every door with known numbers: no answer, no line of the log and no screen tells one, but the one that is asked for it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { sayAtDesk, typeAtDesk } from '../support/desk.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { utterance } from '../support/skill-call.js'

/** Whoever shows more than the first three and the last four digits shows these. */
const numbers = ['010-2468-1357', '010-9753-8642', '010-3141-5926', '010-2718-2818']
const [joined, changed, atDesk, ofGuardian] = numbers as [string, string, string, string]
const middle = /2468|9753|3141|2718/

describe.each(engines)('phone numbers on %s', (engine) => {
  let database: TestDatabase
  let product: Product
  let library: Library
  const heard: string[] = []
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    product = await startProduct(testEnv(database.url), 'trace')
    library = await openLibrary(engine, { database, at: new Date().toISOString() })
  })
  afterAll(async () => {
    await library.close()
    await product.end('SIGTERM')
    await database.drop()
  })

  async function says(user: string, ...said: string[]): Promise<string> {
    let answer = ''
    for (const one of said) {
      const response = await fetch(`${product.url}/skills/dialog`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(utterance(user, one)),
      })
      answer = await response.text()
      heard.push(answer)
    }
    return answer
  }
  async function desk(...words: string[]): Promise<string> {
    const { out, err } = await sayAtDesk(library, ...words)
    heard.push(...out, err)
    return [...out, err].join('\n')
  }

  it('are told to nobody but the librarian who says why', async () => {
    await says('user-1', joined, '회원가입', '동의하고 가입', '김하늘', `제 번호는 ${joined}`)
    await says('user-2', '회원가입', '동의하고 가입', '박바다', joined)
    await says('user-1', '전화번호 바꾸기', `${changed} 010-1111-2222`, changed, '전화번호 바꾸기', changed)
    await says('user-1', changed, `${changed} 빌려줘`, '마이페이지')
    expect(await desk('회원', '등록', '이아이', atDesk, '보호자', '이어른', ofGuardian, '동의')).toContain('등록했어요')
    // as a process of its own, with whatever that logs
    const { out, err } = await typeAtDesk(database, '회원', '등록', '이아이', atDesk, '14세이상')
    heard.push(...out, err)
    await desk('회원', '등록', '이아이', atDesk)
    await desk('회원', '등록', atDesk, '보호자', ofGuardian, '동의')
    await desk('회원', '찾기', atDesk)
    await desk('회원', '찾기', '이')
    await desk('회원', '연결', joined)
    const code = /코드 (\d{6})/.exec(await desk('회원', '연결', atDesk))?.[1] ?? ''
    await says('user-3', '연결', atDesk, '000000', '번호부터 다시', '연결', joined, code)
    expect(await says('user-3', '연결', atDesk, code)).toContain('연결됐어요')
    await says('user-3', '전화번호 바꾸기', changed, '취소')
    await desk('전화', '목록')
    await desk('회원', '전화')
    await desk('회원', '전화', ofGuardian, '없는 회원')
    await desk('회원', '전화기록')
    await desk('열쇠', '보기')
    const untold = [...heard, ...product.log]
    expect(product.log.length).toBeGreaterThan(20)
    expect(untold.join('\n')).toContain('010-****-5926')
    expect(untold.filter((line) => middle.test(line))).toEqual([])

    expect(await desk('회원', '전화', changed, '반납', '안내')).toContain(changed.replaceAll('-', ''))
    expect(product.log.filter((line) => middle.test(line))).toEqual([])
  })
})

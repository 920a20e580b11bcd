/** `npm run doctor`: says what is missing before members can come, with the next step. */
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { freePort } from '../support/free-port.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProcess } from '../support/product.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'

const secret = 'a secret of the console'

describe('the doctor', () => {
  let database: TestDatabase
  let library: Library
  let kakao: StandIn
  let env: Record<string, string>
  beforeAll(async () => {
    database = await emptyLibrary('sqlite')
    kakao = await openStandIn(() => new Date())
    library = await openLibrary('sqlite', {
      database,
      env: {
        ROLES: 'bot,desk,worker,simulator',
        SKILL_SECRET: secret,
        ADMIN_EMAIL: 'boss@library.example',
        ADMIN_PASSWORD: 'long enough to be one',
      },
    })
    env = testEnv(database.url, {
      ...kakao.env,
      ROLES: 'bot,desk,worker',
      SKILL_SECRET: secret,
      PUBLIC_URL: library.url,
      KAKAO_BOOK_API_URL: `${kakao.env['KAKAO_EVENT_API_URL']?.replace('event-api', 'books')}`,
      KAKAOPAY_CID: 'CA12345678',
    })
  })
  afterAll(async () => {
    await library.close()
    await kakao.close()
    await database.drop()
  })

  async function examines(
    more: Record<string, string> = {},
  ): Promise<{ faults: string[]; all: string; ended: number | null }> {
    const { said, over } = startProcess('../../src/doctor.ts', [], { ...env, ...more })
    const ended = await over()
    const all = said.join('\n')
    return { faults: said.filter((line) => line.startsWith('✗')), all, ended }
  }

  it('finds nothing wrong with a house that is ready, but that this machine cannot be reached from outside', async () => {
    await library.book({ title: '진찰받는 책' })
    const { faults, all, ended } = await examines()
    expect(faults).toEqual([`✗ PUBLIC_URL ${library.url}은 밖에서 열리지 않아요.`])
    for (const line of [
      '카카오가 부르면 답해요',
      '비밀값이 다르면 열리지 않아요',
      '카카오 Event API: 응답',
      '카카오페이: 응답',
      '카카오 책 검색: 응답',
      '사서가 있어요',
      '? 폴백 블록',
    ])
      expect(all).toContain(line)
    expect(ended).toBe(1)
    for (const key of [secret, 'rest-api-key', 'pay-secret-key']) expect(all).not.toContain(key)
  })

  it('names what is empty, a test shop, a secret that is not the one of the house, and hosts that do not answer', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`
    const { faults, ended } = await examines({
      ...{ KAKAO_BOT_ID: '', KAKAOPAY_CID: 'TC0ONETIME', SKILL_SECRET: 'another secret of sixteen' },
      ...{ KAKAO_EVENT_API_URL: nobody, KAKAOPAY_API_URL: nobody },
    })
    expect(ended).toBe(1)
    const all = faults.join('\n')
    for (const fault of [
      'KAKAO_BOT_ID',
      'KAKAOPAY_CID가 시험용',
      '스킬의 답이 아니에요 (HTTP 401)',
      '카카오 Event API에 닿지 않아요',
      '카카오페이에 닿지 않아요',
    ])
      expect(all).toContain(fault)
  })

  it('says of everything that is empty where it comes from', async () => {
    const all = {
      ...{ DATABASE_URL: '', PRIVACY_KEY: '', PUBLIC_URL: '', SKILL_SECRET: '' },
      ...{ KAKAO_BOT_ID: '', KAKAO_REST_API_KEY: '', KAKAOPAY_SECRET_KEY: '', KAKAOPAY_CID: '' },
    }
    const { all: said } = await examines({ ...all, DATA_DIR: mkdtempSync(join(tmpdir(), 'doctor-')) })
    for (const name of Object.keys(all)) expect(said).toMatch(new RegExp(`${name}: .+ \\([1-8](?:, \\d)?장\\)`))
  })

  it('tells a key that Kakao does not know from a Kakao that is away', async () => {
    const strict = createServer((_request, response) => response.writeHead(401).end('{}')).listen(0, '127.0.0.1')
    const address = () => `http://127.0.0.1:${(strict.address() as AddressInfo).port}`
    await new Promise((resolve) => strict.once('listening', resolve))
    const { faults } = await examines({ KAKAO_EVENT_API_URL: address(), KAKAOPAY_API_URL: address() })
    strict.close()
    expect(faults.filter((line) => line.includes('열쇠를 알아보지 못해요 '))).toHaveLength(2)
  })

  it('says that nobody is there, and that a house without a secret is open to everybody', async () => {
    const { faults } = await examines({ PUBLIC_URL: `http://127.0.0.1:${await freePort()}` })
    expect(faults.join('\n')).toContain('/skills/dialog이 5초 안에 답하지 않아요')
    const open = await openLibrary('sqlite')
    const opened = await examines({ PUBLIC_URL: open.url })
    await open.close()
    expect(opened.faults.join('\n')).toContain('비밀값이 없어도 스킬이 열려요')
  })

  it('does not call a house open that said nothing to a stranger', async () => {
    const mute = createServer((request, response) => {
      if (request.headers['x-skill-secret'] === 'not the secret') response.destroy()
      else response.end('{"version":"2.0"}')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => mute.once('listening', resolve))
    const { faults } = await examines({ PUBLIC_URL: `http://127.0.0.1:${(mute.address() as AddressInfo).port}` })
    mute.close()
    expect(faults.join('\n')).toContain('잠겨 있는지 알 수 없어요')
    expect(faults.join('\n')).not.toContain('비밀값이 없어도 스킬이 열려요')
  })

  it('says that the database is away', async () => {
    const { faults, ended } = await examines({ DATABASE_URL: `mysql://nobody@127.0.0.1:${await freePort()}/none` })
    expect(faults.join('\n')).toContain('데이터베이스를 열 수 없어요')
    expect(ended).toBe(1)
  })
})

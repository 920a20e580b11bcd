/** What do the simulator's tests play on? A simulator in a bare app, and a tiny skill server as the product. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { SkillPayload } from 'kakao-i-openbuilder-sdk-types'
import { openSimulator, type Simulator } from '../../src/simulator/simulator.js'

export type SkillCallSeen = { path: string; headers: IncomingMessage['headers']; payload: SkillPayload }

/** Answers one skill call; whatever it returns is sent as the SkillResponse, undefined sends nothing at all. */
export type Skill = (call: SkillCallSeen, res: ServerResponse) => unknown

export type Stage = {
  simulator: Simulator
  /** The simulator's absolute address. */
  url: string
  calls: SkillCallSeen[]
  /** Replaces what the product answers. */
  answerWith(skill: Skill): void
  moveClock(minutes: number): void
  close(): Promise<void>
}

export const text = (words: string) => ({ version: '2.0', template: { outputs: [{ simpleText: { text: words } }] } })

export const botId = '65aa0000000000000000b070'

export async function openStage(
  given: { skillSecret?: string; skillLimitMs?: number; slowMs?: number } = {},
): Promise<Stage> {
  const calls: SkillCallSeen[] = []
  let skill: Skill = () => text('안녕하세요')
  let now = new Date('2026-05-04T01:00:00Z')

  const answerCall = async (req: IncomingMessage, res: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const payload = JSON.parse(Buffer.concat(chunks).toString()) as SkillPayload
    const call = { path: req.url ?? '', headers: req.headers, payload }
    calls.push(call)
    const answer = skill(call, res)
    if (answer === undefined) return
    res.setHeader('Content-Type', 'application/json; charset=utf-8')
    res.end(JSON.stringify(answer))
  }
  const product = createServer((req, res) => void answerCall(req, res))
  const skillsAddress = await listen(product)

  const app = express()
  const kakao = createServer(app)
  const url = `${await listen(kakao)}/simulator`
  const simulator = openSimulator({
    skillsUrl: () => `${skillsAddress}/skills`,
    botId,
    baseUrl: () => url,
    clock: {
      now: () => now,
      noticeHours: () => ({ fromHour: 9, untilHour: 20, areResting: now.getUTCHours() >= 11 }),
      advanceDays: async (days) => void (now = new Date(now.getTime() + days * 86_400_000)),
      advanceHours: async (hours) => void (now = new Date(now.getTime() + hours * 3_600_000)),
    },
    ...given,
  })
  app.use('/simulator', simulator.router)

  return {
    simulator,
    url,
    calls,
    answerWith: (next) => void (skill = next),
    moveClock: (minutes) => void (now = new Date(now.getTime() + minutes * 60_000)),
    async close() {
      simulator.close()
      await Promise.all(
        [kakao, product].map((server) => {
          server.closeAllConnections()
          return new Promise((resolve) => server.close(resolve))
        }),
      )
    },
  }
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** POSTs JSON and reads JSON. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

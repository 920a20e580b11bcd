/** A Kakao of the test's own, in the test's process: it goes on living when the product is killed. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { json } from 'express'
import { openSimulator, type Simulator } from '../../src/simulator/simulator.js'
import { answerOf, type Answer } from './library.js'

export type StandIn = {
  readonly simulator: Simulator
  /** What a product has to be told to find this Kakao. */
  readonly env: Record<string, string>
  /** Where the skills are; the test moves it from one product to the next. */
  product: { url: string }
  /** Runs when a request of the product arrives, before anything is done with it. */
  arrives: (path: string) => Promise<void> | void
  says(person: string, utterance: string): Promise<Answer>
  pushes(person: string): number
  close(): Promise<void>
}

const botId = '65aa0000000000000000b070'

/** `now`: the time at Kakao. */
export async function openStandIn(now: () => Date): Promise<StandIn> {
  const app = express()
  const http = createServer(app)
  const url = `${await listen(http)}/simulator`
  const product = { url: '' }
  const simulator = openSimulator({
    skillsUrl: () => `${product.url}/skills`,
    botId,
    baseUrl: () => url,
    clock: {
      now,
      noticeHours: () => ({ fromHour: 9, untilHour: 20, areResting: false }),
      advanceDays: () => Promise.resolve(),
      advanceHours: () => Promise.resolve(),
    },
    members: [],
  })
  const standIn: StandIn = {
    simulator,
    product,
    env: {
      KAKAO_BOT_ID: botId,
      KAKAO_REST_API_KEY: 'rest-api-key',
      KAKAO_EVENT_API_URL: `${url}/event-api`,
      KAKAOPAY_API_URL: `${url}/kakaopay`,
      KAKAOPAY_SECRET_KEY: 'pay-secret-key',
    },
    arrives: () => undefined,
    says: async (person, utterance) => answerOf(await simulator.say(person, utterance)),
    pushes: (person) => simulator.transcript(person).filter(({ kind }) => kind === 'push').length,
    async close() {
      simulator.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  // whole before the product may die: what Kakao has read, it has heard
  app.use(json())
  app.use(async (request, _response, next) => {
    await standIn.arrives(request.path)
    next()
  })
  app.use('/simulator', simulator.router)
  return standIn
}

async function listen(http: Server): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

/** What an orchestrator asks of a process, answered from the first moment on, before there is a house and while it goes. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export type HouseState = 'starting' | 'open' | 'going'

export type Pulse = {
  readonly state: () => HouseState
  readonly databaseAnswers: () => Promise<boolean>
}

/** Answers the addresses under `/health/`; false: it was asked for something else. */
export function openHealth({
  state,
  databaseAnswers,
}: Pulse): (request: IncomingMessage, response: ServerResponse) => boolean {
  async function ready(): Promise<[isReady: boolean, because?: string]> {
    if (state() !== 'open') return [false, state()]
    const isThere = await databaseAnswers()
    // it may have been asked to go meanwhile
    return state() === 'open' && isThere ? [true] : [false, isThere ? state() : 'database']
  }
  return (request, response) => {
    const [path] = (request.url ?? '').split('?')
    if (path === '/health/live') say(response, 200, { live: true })
    else if (path === '/health/started')
      say(response, state() === 'starting' ? 503 : 200, { started: state() !== 'starting' })
    else if (path === '/health/ready')
      void ready().then(([isReady, because]) =>
        say(response, isReady ? 200 : 503, { ready: isReady, ...(because ? { because } : {}) }),
      )
    else return false
    return true
  }
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

/** Calls a skill over plain HTTP, as Kakao's servers do, or as they should not. */
import { answerOf, type Answer, type Library } from './library.js'

export type SkillCall = { readonly skill?: string; readonly headers?: Record<string, string> }

/** Posts a body as it is: text as bytes, anything else as JSON. */
export async function post(library: Pick<Library, 'url'>, body: unknown, call: SkillCall = {}): Promise<Response> {
  const { skill = 'dialog', headers = {} } = call
  return fetch(`${library.url}/skills/${skill}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** The sound answer that every post must get, whatever is in it. */
export async function ask(library: Library, body: unknown, call: SkillCall = {}): Promise<Answer> {
  const response = await post(library, body, call)
  if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`)
  return answerOf({ reply: await response.json(), breaches: [] })
}

/** The least that Kakao sends when a chat user says something. */
export function utterance(userKey: string, said: string, clientExtra?: unknown) {
  return {
    userRequest: { utterance: said, user: { id: userKey, type: 'botUserKey', properties: {} } },
    ...(clientExtra === undefined ? {} : { action: { clientExtra } }),
  }
}

/** Would Kakao find our skill, at the address and with the secret that the console is given? */
import type { Config } from '../config.js'
import { well, wrong, type Finding } from './finding.js'

/** As long as Kakao waits. */
const patienceMs = 5_000

export async function knockAtOwnDoor({ publicUrl, skillSecret }: Config): Promise<Finding[]> {
  if (publicUrl === null) return []
  const address = `${publicUrl}/skills/dialog`
  const open = await call(address, skillSecret ?? '')
  if (open === null)
    return [
      wrong(
        `${address}이 5초 안에 답하지 않아요.`,
        '책방톡이 켜져 있는지, 도메인과 프록시가 그리로 이어지는지 봐 주세요.',
      ),
    ]
  const stranger = await call(address, 'not the secret')
  return [
    open.status === 200 && open.text.includes('"version":"2.0"')
      ? well(`${address}: 카카오가 부르면 답해요.`)
      : wrong(
          `${address}: 스킬의 답이 아니에요 (HTTP ${open.status}).`,
          'SKILL_SECRET이 켜져 있는 서버의 것과 같은지, 주소가 책방톡의 것인지 봐 주세요.',
        ),
    closedTo(stranger?.status ?? null),
  ]
}

/** `status`: what somebody with another secret heard; `null` for no answer at all. */
function closedTo(status: number | null): Finding {
  if (status === 401) return well('비밀값이 다르면 열리지 않아요.')
  if (status === null)
    return wrong(
      '비밀값이 다른 호출에는 답이 없어서 잠겨 있는지 알 수 없어요.',
      '책방톡이 붐비지 않을 때 한 번 더 살펴봐 주세요.',
    )
  return wrong(
    '비밀값이 없어도 스킬이 열려요.',
    'SKILL_SECRET을 정하고, 콘솔의 스킬 헤더 X-Skill-Secret에도 같은 값을 적어 주세요.',
  )
}

/** As the console's own skill test calls, with nobody in it. */
async function call(address: string, secret: string): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-skill-secret': secret },
      body: JSON.stringify({
        userRequest: { utterance: '안녕', user: { id: 'doctor', type: 'accountId', properties: {} } },
      }),
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return null
  }
}

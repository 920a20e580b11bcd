/** How far the board is behind, as a sentence. */
import { count } from '../shell/formats.js'
import type { Dashboard } from './dashboard.js'

export function lagSentence({ waiting, parked, oldestSeconds }: Dashboard['lag']): string {
  if (parked > 0) return `대여현황에 반영하지 못한 일이 ${count(parked)}건 있어요. 서버를 돌보는 분에게 알려 주세요.`
  if (waiting === 0) return '대여현황은 지금까지 모두 반영됐어요.'
  return `대여현황은 ${ago(oldestSeconds)} 전까지 반영됐어요.`
}

function ago(seconds: number): string {
  if (seconds < 90) return `${count(Math.max(1, Math.round(seconds)))}초`
  return seconds < 5_400 ? `${count(Math.round(seconds / 60))}분` : `${count(Math.round(seconds / 3_600))}시간`
}

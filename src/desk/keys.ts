/** `열쇠 보기`: which key still seals how many phone numbers, so that one knows when an old one may go. */
import type { App } from '../app.js'
import { done, type Command, type Said } from './command.js'

export const keys: readonly Command[] = [
  {
    words: ['열쇠 보기', 'keys show'],
    takes: '',
    does: '전화번호를 잠근 열쇠마다 몇 개를 잠갔는지 보여 줘요. 열쇠를 바꿀 때 봐요',
    run: showKeys,
  },
]

async function showKeys(app: App): Promise<Said> {
  const { current, keys: found } = await app.sealsByKey()
  const old = found.filter(({ keyId }) => keyId !== current)
  return done(
    `지금 열쇠 ${sayKey(current)}: ${found.find(({ keyId }) => keyId === current)?.count ?? 0}개`,
    ...old.map(({ keyId, count }) => `옛 열쇠 ${sayKey(keyId)}: ${count}개`),
    old.length > 0
      ? '옛 열쇠를 아직 빼지 마세요. 밤마다 지금 열쇠로 다시 잠가요.'
      : '옛 열쇠로 잠근 번호가 없어요. 목록에서 옛 열쇠를 빼도 돼요.',
  )
}

function sayKey(keyId: string): string {
  return keyId || '(이름 없음)'
}

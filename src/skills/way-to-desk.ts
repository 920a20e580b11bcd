/** How to reach a person: by telephone where there is one, in the chat otherwise. */
import type { Button } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'

export function wayToDesk({ library }: Pick<App, 'library'>): Button {
  return library.phone
    ? { label: '전화하기', action: 'phone', phoneNumber: library.phone }
    : { label: '상담원 연결', action: 'operator' }
}

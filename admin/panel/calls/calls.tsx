/** 연체·연락: who is late, whom nobody reached, and what waits for somebody to look. */
import { Tabbed } from '../shell/tabbed.js'
import { Claims } from './claims.js'
import { Late } from './late.js'
import { Losses } from './losses.js'
import { ToCall } from './to-call.js'

export function Calls() {
  return (
    <Tabbed
      title="연체·연락"
      parts={[
        { name: 'late', label: '연체 회원', Body: Late },
        { name: 'to-call', label: '전화할 회원', Body: ToCall },
        { name: 'claims', label: '반납 확인', Body: Claims },
        { name: 'losses', label: '분실 정리', Body: Losses },
      ]}
    />
  )
}

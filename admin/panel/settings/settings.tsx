/** 설정: the numbers of the house and its calendar. */
import { Tabbed } from '../shell/tabbed.js'
import { Calendar } from './calendar.js'
import { Notices } from './notices.js'
import { Rules } from './rules.js'

export function Settings() {
  return (
    <Tabbed
      title="설정"
      parts={[
        { name: 'rules', label: '규칙', Body: Rules },
        { name: 'notices', label: '알림 문구', Body: Notices },
        { name: 'calendar', label: '쉬는 날', Body: Calendar },
      ]}
    />
  )
}

/** How is the world around the chat changed? The clock, the mischief and the drawer they lie in. */
import { api } from './api.js'
import { byId } from './dom.js'
import { dayAndTimeOf, sayHours } from './times.js'

export function openDrawer() {
  const drawer = byId('tools')
  const opener = byId('open-tools')
  const open = (isOpen) => {
    drawer.classList.toggle('tools-open', isOpen)
    opener.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) byId('close-tools').focus()
    else opener.focus()
  }
  opener.addEventListener('click', () => open(true))
  byId('close-tools').addEventListener('click', () => open(false))
  drawer.addEventListener('keydown', (event) => event.key === 'Escape' && open(false))
}

export function openClock(act) {
  const shown = byId('clock')
  const rest = byId('clock-rest')
  const hint = byId('clock-hint')
  const usualHint = hint.textContent
  const buttons = [...document.querySelectorAll('[data-days], [data-hours]')]
  const show = ({ now, notices: { fromHour, untilHour, areResting } }) => {
    shown.dateTime = now
    shown.textContent = dayAndTimeOf(now)
    rest.textContent = areResting
      ? `지금은 알림이 쉬는 시간이에요 (${sayHours(untilHour, fromHour)})`
      : `지금은 알림이 오는 시간이에요 (${sayHours(fromHour, untilHour)})`
    rest.classList.toggle('is-resting', areResting)
  }
  const move = async (by) => {
    buttons.forEach((button) => (button.disabled = true))
    hint.textContent = '시간을 넘기고 있어요…'
    try {
      show(await api.advance(by))
    } catch (error) {
      act.notice(`시간을 넘기지 못했어요. ${error.message}`)
    } finally {
      buttons.forEach((button) => (button.disabled = false))
      hint.textContent = usualHint
    }
  }
  const stepOf = ({ days, hours }) => (days ? { advanceDays: Number(days) } : { advanceHours: Number(hours) })
  buttons.forEach((button) => button.addEventListener('click', () => move(stepOf(button.dataset))))
  const look = () => api.clock().then(show, () => undefined)
  void look()
  setInterval(look, 30_000)
  return { show }
}

export function openMischief(act) {
  const fields = [...document.querySelectorAll('[data-mischief]')]
  const read = (field) => (field.type === 'checkbox' ? field.checked : field.value)
  const show = (mischief) => {
    for (const field of fields) {
      const value = field.dataset.mischief.split('.').reduce((part, name) => part[name], mischief)
      if (field.type === 'checkbox') field.checked = value
      else field.value = value
      field.classList.toggle('is-mischief', value !== 'ok' && value !== false)
    }
  }
  const change = (asked) => api.misbehave(asked).then(show, (error) => act.notice(`바꾸지 못했어요. ${error.message}`))
  for (const field of fields) {
    const [name, part] = field.dataset.mischief.split('.')
    field.addEventListener('change', () => change({ [name]: part ? { [part]: read(field) } : read(field) }))
  }
  byId('behave').addEventListener('click', () =>
    change({
      eventApi: 'ok',
      kakaoPay: { ready: 'ok', approve: 'ok', order: 'ok', cancel: 'ok' },
      alimtalk: 'ok',
      duplicateSkillCalls: false,
    }),
  )
  void api.mischief().then(show)
}

/** Counts what Kakao would not have accepted. */
export function openVerdict() {
  const verdict = byId('verdict')
  let replies = 0
  let bad = 0
  const show = () => {
    verdict.textContent =
      replies === 0
        ? '아직 받은 답이 없어요.'
        : bad === 0
          ? `답 ${replies}건이 모두 규칙에 맞아요.`
          : `답 ${replies}건 중 ${bad}건이 규칙에 어긋나요.`
    verdict.classList.toggle('is-bad', bad > 0)
  }
  show()
  return (entry) => {
    if (entry.kind === 'utterance' || entry.kind === 'alimtalk') return
    replies += 1
    if (entry.failed || entry.breaches.length > 0) bad += 1
    show()
  }
}

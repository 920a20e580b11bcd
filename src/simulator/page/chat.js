/** How does the person talk? Sending, waiting, and being one member at a time. */
import { api } from './api.js'
import { byId } from './dom.js'
import { openLog } from './log.js'

/** `act` gets its `say` here. */
export function openChat(act) {
  const input = byId('input')
  const send = byId('send')
  const log = openLog(act)
  let member = ''
  let underWay = 0

  const refresh = () => {
    input.readOnly = underWay > 0
    send.disabled = underWay > 0 || input.value.trim() === ''
    input.rows = Math.min(4, input.value.split('\n').length)
  }
  /** Buttons may be tapped again while a call is under way, as in the real thing. */
  const during = async (call) => {
    const speaking = member
    underWay += 1
    refresh()
    log.wait(true)
    try {
      await call(speaking)
    } catch (error) {
      act.notice(`시뮬레이터와 말이 끊겼어요. ${error.message}`)
    } finally {
      underWay -= 1
      refresh()
      if (underWay === 0) log.wait(false)
    }
  }
  act.say = (utterance, via) => during((speaking) => api.say(speaking, utterance, via).then(deliver))

  /** The answer may come back before the stream has told of it. */
  const deliver = () => api.transcript(member, log.lastId()).then((entries) => entries.forEach(log.append))

  const submit = () => {
    const utterance = input.value.trim()
    if (utterance === '' || underWay > 0) return
    input.value = ''
    void act.say(utterance, { type: 'TEXT_INPUT' })
  }
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
    input.focus()
  })
  input.addEventListener('input', refresh)
  input.addEventListener('keydown', (event) => {
    // While a Korean syllable is being put together, Enter belongs to the keyboard.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    submit()
  })

  return {
    hear: (entry) => entry.member === member && log.append(entry),
    day: log.day,
    enter: () => during((speaking) => api.enter(speaking).then(deliver)),
    /** Goes to somebody's chat; a chat without a word begins with the welcome. */
    async become(name) {
      member = name
      const entries = await api.transcript(name)
      if (member !== name) return
      byId('current-member').textContent = name
      log.start(entries)
      if (entries.length === 0) await during((speaking) => api.enter(speaking).then(deliver))
    },
  }
}

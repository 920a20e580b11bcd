/** How does the conversation look, turn by turn? */
import { alimtalk } from './alimtalk.js'
import { quickReply } from './buttons.js'
import { drawOutput } from './cards.js'
import { byId, el } from './dom.js'
import { dayOf, timeOf } from './times.js'

/** The list of bubbles of one chat. `act` is what bubbles can ask for: say, notice, show. */
export function openLog(act) {
  const log = byId('log')
  const chips = byId('quick-replies')
  const waiting = el('div', { className: 'turn-bot waiting', 'data-testid': 'waiting' }, face(), dots())
  const drawn = new Set()
  let day = ''

  const separate = (instant) => {
    if (dayOf(instant) === day) return
    day = dayOf(instant)
    // Days on which nobody spoke leave no trace.
    if (log.lastElementChild?.classList.contains('day')) log.lastElementChild.remove()
    log.append(el('p', { className: 'day', 'data-testid': 'day' }, el('span', {}, day)))
  }
  const toEnd = () => log.scrollTo({ top: log.scrollHeight })
  /** Pressed by keyboard, a quick reply goes away with the focus in it. */
  let hasLostFocus = false
  const offer = (replies) => {
    const usable = Array.isArray(replies) ? replies : []
    hasLostFocus ||= chips.querySelector(':focus-visible') !== null
    chips.replaceChildren(...usable.map((reply) => quickReply(reply, act)))
    chips.hidden = usable.length === 0
    chips.scrollLeft = 0
  }
  /** The next thing to press takes it, unless the person has gone elsewhere by now. */
  const giveFocus = (turn) => {
    const next = turn.querySelector('.button, .row-item') ?? chips.firstElementChild ?? byId('input')
    if (hasLostFocus && document.activeElement === document.body) next.focus()
    hasLostFocus = false
  }
  const append = (entry) => {
    if (drawn.has(entry.id)) return
    drawn.add(entry.id)
    separate(entry.at)
    if (entry.kind === 'utterance') {
      log.append(ownTurn(entry))
      offer([])
    } else {
      const turn = entry.kind === 'alimtalk' ? alimtalkTurn(entry) : botTurn(entry, act)
      log.append(turn)
      offer(entry.reply?.template?.quickReplies)
      giveFocus(turn)
    }
    if (waiting.isConnected) log.append(waiting)
    toEnd()
  }

  new ResizeObserver(toEnd).observe(log)
  return {
    append,
    lastId: () => Math.max(0, ...drawn),
    /** A new day begins even when nobody speaks. */
    day: (instant) => (separate(instant), toEnd()),
    start(entries) {
      drawn.clear()
      day = ''
      log.replaceChildren()
      offer([])
      entries.forEach(append)
    },
    wait(isWaiting) {
      if (isWaiting) log.append(waiting)
      else waiting.remove()
      toEnd()
    },
  }
}

function ownTurn(entry) {
  const bubble = el('p', { className: 'bubble bubble-own' }, entry.text)
  return el('article', { className: 'turn-own', 'data-testid': 'utterance' }, time(entry), bubble)
}

function botTurn(entry, act) {
  const outputs = entry.reply?.template?.outputs
  const bubbles = Array.isArray(outputs) ? outputs.map((output) => drawOutput(output, act)) : []
  if (entry.failed) bubbles.push(failure(entry))
  else if (bubbles.length === 0) bubbles.push(el('p', { className: 'bubble bubble-broken' }, '답에 말풍선이 없어요.'))
  const lines = bubbles.map((bubble, index) =>
    el('div', { className: 'line' }, bubble, index === bubbles.length - 1 && time(entry)),
  )
  const said = el(
    'div',
    { className: 'said' },
    speaker(entry.kind === 'push' && '알림'),
    ...lines,
    entry.breaches?.length > 0 && breaches(entry.breaches),
    behind(entry, act),
  )
  return el('article', { className: 'turn-bot', 'data-testid': entry.kind }, face(), said)
}

function alimtalkTurn(entry) {
  const said = el(
    'div',
    { className: 'said' },
    speaker('알림톡'),
    el('div', { className: 'line' }, alimtalk(entry), time(entry)),
  )
  return el('article', { className: 'turn-bot', 'data-testid': 'alimtalk' }, face(), said)
}

function speaker(tag) {
  return el('p', { className: 'speaker' }, '책방톡', tag && el('span', { className: 'tag' }, tag))
}

function face() {
  return el('img', { className: 'face', src: 'profile.svg', alt: '', width: 40, height: 40 })
}

function dots() {
  const bubble = el('p', { className: 'bubble dots' }, el('i'), el('i'), el('i'))
  return el(
    'div',
    { className: 'said' },
    el('div', { className: 'line' }, bubble, el('span', { className: 'unseen' }, '답을 기다리는 중')),
  )
}

function time({ at }) {
  return el('time', { className: 'time', dateTime: at }, timeOf(at))
}

function failure({ failed, kind }) {
  const shown = kind === 'push' ? '알림을 전하지 못했어요.' : '챗봇이 답하지 못했어요. 잠시 후 다시 시도해 주세요.'
  const reason = el('span', { className: 'reason' }, failed.reason)
  return el('p', { className: 'bubble bubble-failed', 'data-testid': 'failed' }, shown, reason)
}

function breaches(list) {
  const items = list.map(({ path, message }) => el('li', {}, el('code', {}, path || '응답 전체'), ' ', message))
  return el(
    'div',
    { className: 'breaches', 'data-testid': 'breaches' },
    el('p', {}, `카카오 규칙 위반 ${list.length}건`),
    el('ul', {}, ...items),
  )
}

function behind(entry, act) {
  const onClick = () => act.show('페이로드와 응답', raw(entry))
  return el(
    'p',
    { className: 'behind' },
    el('span', {}, `${new Intl.NumberFormat('ko-KR').format(entry.ms)}ms`),
    el('button', { type: 'button', 'data-testid': 'show-payload', onClick }, '페이로드 보기'),
  )
}

function raw({ payload, reply, failed }) {
  const part = (name, value) =>
    el('section', { className: 'raw' }, el('h3', {}, name), el('pre', { tabIndex: 0 }, JSON.stringify(value, null, 2)))
  return el('div', { className: 'raws' }, part('보낸 페이로드', payload), part('받은 응답', reply ?? failed))
}

/** How do the page's parts come together? */
import { listen } from './api.js'
import { openChat } from './chat.js'
import { byId, el } from './dom.js'
import { openMembers } from './members.js'
import { openClock, openDrawer, openMischief, openVerdict } from './tools.js'

const toast = byId('toast')
const sheet = byId('sheet')
let hiding = 0

/** What bubbles and tools can ask of the page; the chat adds `say`. */
const act = {
  /** A line over the chat that goes away by itself, with at most one thing to press. */
  notice(text, press) {
    const close = () => (toast.hidden = true)
    const onClick = () => (close(), press.onClick())
    toast.replaceChildren(text, ...(press ? [el('button', { type: 'button', onClick }, press.label)] : []))
    toast.hidden = false
    clearTimeout(hiding)
    hiding = setTimeout(close, press ? 8000 : 3500)
  },
  /** A sheet over everything. */
  show(title, content) {
    byId('sheet-title').textContent = title
    byId('sheet-body').replaceChildren(content)
    sheet.showModal()
  },
}

byId('sheet-close').addEventListener('click', () => sheet.close())
sheet.addEventListener('click', (event) => event.target === sheet && sheet.close())

openDrawer()
openMischief(act)
const clock = openClock(act)
const judge = openVerdict()
const chat = openChat(act)
const members = openMembers(act, chat.become)
byId('enter').addEventListener('click', () => chat.enter())

let wasOffline = false
listen({
  onEntry(entry) {
    judge(entry)
    chat.hear(entry)
    members.hear(entry)
  },
  onClock(time) {
    clock.show(time)
    chat.day(time.now)
  },
  onLine(isOn) {
    if (!isOn && !wasOffline) act.notice('시뮬레이터와 연결이 끊겼어요. 다시 잇고 있어요.')
    wasOffline = !isOn
  },
})
members.start().catch((error) => act.notice(`시작하지 못했어요. ${error.message}`))

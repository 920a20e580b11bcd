/** Whose chat is on the screen, who else is there, and has anybody been sent something meanwhile? */
import { api } from './api.js'
import { byId, el } from './dom.js'

const memory = { current: 'chaekbang-talk.current', added: 'chaekbang-talk.added' }
const remembered = () => JSON.parse(localStorage.getItem(memory.added) ?? '[]')

export function openMembers(act, become) {
  const select = byId('member-select')
  const unread = new Map()
  let names = []

  const show = () => {
    const options = names.map((name) => {
      const count = unread.get(name)
      return el(
        'option',
        { value: name, selected: name === select.dataset.current },
        count ? `${name} · 새 알림 ${count}` : name,
      )
    })
    select.replaceChildren(...options)
  }
  const choose = (name) => {
    localStorage.setItem(memory.current, name)
    select.dataset.current = name
    unread.delete(name)
    show()
    return become(name)
  }
  const refresh = async () => {
    names = (await api.members()).map(({ name }) => name)
    show()
  }

  select.addEventListener('change', () => choose(select.value))
  byId('add-member').addEventListener('submit', async (event) => {
    event.preventDefault()
    const field = byId('member-name')
    const name = field.value.trim()
    if (name === '') return
    try {
      await api.addMember(name)
      localStorage.setItem(memory.added, JSON.stringify([...new Set([...remembered(), name])]))
      field.value = ''
      await refresh()
      await choose(name)
    } catch (error) {
      act.notice(`추가하지 못했어요. ${error.message}`)
    }
  })

  return {
    /** Members added earlier are made known again, also to a simulator that was restarted. */
    async start() {
      for (const name of remembered()) await api.addMember(name)
      await refresh()
      const last = localStorage.getItem(memory.current)
      await choose(names.includes(last) ? last : names[0])
    },
    hear({ kind, member }) {
      if ((kind !== 'push' && kind !== 'alimtalk') || member === select.dataset.current) return
      unread.set(member, (unread.get(member) ?? 0) + 1)
      show()
      act.notice(`${member}님에게 알림이 왔어요.`, { label: '보기', onClick: () => choose(member) })
    },
  }
}

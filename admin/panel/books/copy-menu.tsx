/** What a librarian does with one copy. */
import MoreVertIcon from '@mui/icons-material/MoreVert'
import { Divider, IconButton, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import { Confirm, useNotify, useRefresh } from 'react-admin'
import { Link } from 'react-router-dom'
import { api } from '../api/client.js'
import { copyHistoryLink } from '../board/source.js'
import { ask } from '../shell/problem.js'
import { useCommand } from '../shell/use-command.js'
import type { CopyOfBook } from './source.js'
import { stateDeeds, stateNames } from './words.js'

type State = CopyOfBook['state']
type Props = { readonly copy: CopyOfBook; readonly onEdit: () => void }

const asSeen = ({ copyId, version }: CopyOfBook) => ({ path: { copyId }, header: { 'If-Match': `"${version}"` } })
const say = ({ copy, state }: { copy: CopyOfBook; state: State }) =>
  ask(api.PUT('/copies/{copyId}/state', { params: asSeen(copy), body: { state } }))
const remove = (copy: CopyOfBook) => ask(api.DELETE('/copies/{copyId}', { params: asSeen(copy) }))

export function CopyMenu({ copy, onEdit }: Props) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const [isAsking, setAsking] = useState(false)
  const saying = useCommand(say)
  const removing = useCommand(remove)
  const notify = useNotify()
  const refresh = useRefresh()

  async function becomes(state: State) {
    setPlace(null)
    if (await saying.run({ copy, state })) notify(`${copy.copyNo}번 권: ${stateNames[state]}`, { type: 'success' })
    refresh()
  }
  async function goes() {
    setAsking(false)
    const gone = await removing.run(copy)
    if (gone)
      notify(gone.data.how === 'deleted' ? '권을 뺐어요.' : '기록이 있어서 제적으로 남겼어요.', { type: 'success' })
    refresh()
  }
  function then(act: () => void) {
    return () => {
      setPlace(null)
      act()
    }
  }
  return (
    <>
      <IconButton aria-label={`${copy.copyNo}번 권 메뉴`} onClick={(event) => setPlace(event.currentTarget)}>
        <MoreVertIcon />
      </IconButton>
      <Menu anchorEl={place} open={place !== null} onClose={() => setPlace(null)}>
        <MenuItem onClick={then(onEdit)}>청구기호·바코드 고치기</MenuItem>
        <MenuItem component={Link} to={copyHistoryLink(copy.copyId)}>
          빌려간 기록
        </MenuItem>
        <Divider />
        {(Object.keys(stateDeeds) as State[])
          .filter((state) => state !== copy.state)
          .map((state) => (
            <MenuItem key={state} onClick={() => void becomes(state)}>
              {stateDeeds[state]}
            </MenuItem>
          ))}
        <Divider />
        <MenuItem onClick={then(() => setAsking(true))}>목록에서 빼기</MenuItem>
      </Menu>
      <Confirm
        isOpen={isAsking}
        title={`${copy.copyNo}번 권 빼기`}
        content="잘못 등록한 권을 뺄 때 써요. 빌려간 적이 있으면 제적으로 남아요."
        onConfirm={() => void goes()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

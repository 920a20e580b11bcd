/** The numbers of the house: everybody sees them, managers change them. */
import { Alert, Button, Card, CardContent, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, usePermissions } from 'react-admin'
import { api } from '../api/client.js'
import type { Role } from '../shell/auth-provider.js'
import { useLook } from '../shell/look.js'
import { ask, Problem } from '../shell/problem.js'
import { NumberField } from './number-field.js'
import { changeFrom, flat, sections, type Numbers, type Value } from './numbers.js'

type Bounds = Readonly<Record<string, { readonly least: number; readonly most: number }>>
type Read = {
  readonly numbers: Numbers
  readonly defaults: Numbers
  readonly names: Readonly<Record<string, string>>
  readonly bounds: Bounds
  readonly version: string
}

async function look(): Promise<Read> {
  const { data, version } = await ask(api.GET('/policy'))
  return {
    ...{ numbers: flat(data.policy), defaults: flat(data.defaults) },
    ...{ names: data.names, bounds: data.bounds, version: version ?? '' },
  }
}

export function Rules() {
  const { data, trouble, again } = useLook(['policy', 'numbers'], look)
  const [complaint, complain] = useState<string | null>(null)
  if (trouble) return <Alert severity="error">{trouble}</Alert>
  if (!data) return null
  return (
    <>
      {complaint && (
        <Alert severity="warning" sx={{ mb: 2 }} onClose={() => complain(null)}>
          {complaint}
        </Alert>
      )}
      {/* who was overtaken begins anew from what is true now */}
      <RulesForm key={data.version} read={data} again={() => void again()} say={complain} />
    </>
  )
}

type FormProps = { readonly read: Read; readonly again: () => void; readonly say: (complaint: string | null) => void }

function RulesForm({ read: { numbers, defaults, names, bounds, version }, again, say }: FormProps) {
  const { permissions } = usePermissions<Role | null>()
  const notify = useNotify()
  const [typed, setTyped] = useState<Numbers>(numbers)
  const [isSaving, setSaving] = useState(false)
  const change = changeFrom(numbers, typed)
  const mayChange = permissions === 'manager'

  async function save() {
    setSaving(true)
    try {
      await ask(api.PATCH('/policy', { params: { header: { 'If-Match': version } }, body: change }))
      say(null)
      notify('규칙을 바꿨어요. 이미 약속한 반납일과 대여료는 그대로예요.', { type: 'success' })
      again()
    } catch (error) {
      say(wordsOf(error))
      if (error instanceof Problem && error.status === 412) again()
    } finally {
      setSaving(false)
    }
  }
  return (
    <Stack spacing={2}>
      {!mayChange && <Alert severity="info">규칙은 관리자만 바꿀 수 있어요.</Alert>}
      {sections.map(({ title, has }) => (
        <Card key={title} component="section" aria-label={title}>
          <CardContent>
            <Typography component="h2" variant="h6" sx={{ mb: 1.5 }}>
              {title}
            </Typography>
            <Stack spacing={2}>
              {Object.keys(names)
                .filter(has)
                .map((name) => (
                  <NumberField
                    key={name}
                    {...{ name, label: names[name] ?? name, bounds: bounds[name], isLocked: !mayChange }}
                    value={typed[name]}
                    usual={defaults[name]}
                    onChange={(value: Value) => setTyped((now) => ({ ...now, [name]: value }))}
                  />
                ))}
            </Stack>
          </CardContent>
        </Card>
      ))}
      {mayChange && (
        <Stack direction="row" spacing={1} sx={{ position: 'sticky', bottom: 8, justifyContent: 'flex-end' }}>
          {Object.keys(change).length > 0 && (
            <Button variant="outlined" sx={{ bgcolor: 'background.paper' }} onClick={() => setTyped(numbers)}>
              처음대로
            </Button>
          )}
          <Button
            variant="contained"
            disabled={isSaving || Object.keys(change).length === 0}
            onClick={() => void save()}
          >
            저장
          </Button>
        </Stack>
      )}
    </Stack>
  )
}

/** With what is wrong in each field. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Problem)) return '저장하지 못했어요. 잠시 뒤에 다시 해 주세요.'
  return [error.message, ...Object.values(error.body?.errors ?? {})].join(' ')
}

/** One number of the house, in the field that suits it, with its bounds and what it would be had nobody changed it. */
import {
  Checkbox,
  FormControlLabel,
  FormGroup,
  FormHelperText,
  FormLabel,
  MenuItem,
  Switch,
  TextField,
} from '@mui/material'
import { isSame, sayValue, wayChoices, weekdays, type Value } from './numbers.js'

type NumberFieldProps = {
  readonly name: string
  readonly label: string
  readonly value: Value | undefined
  readonly usual: Value | undefined
  readonly bounds: { readonly least: number; readonly most: number } | undefined
  readonly isLocked: boolean
  readonly onChange: (value: Value) => void
}

export function NumberField({ name, label, value, usual, bounds, isLocked, onChange }: NumberFieldProps) {
  // lines of text have a page of their own
  if (value === undefined || usual === undefined || typeof value === 'string') return null
  const hint = [
    bounds ? `${bounds.least.toLocaleString('ko-KR')}~${bounds.most.toLocaleString('ko-KR')}` : null,
    isSame(value, usual) ? null : `처음 값과 달라요 (처음 값: ${sayValue(name, usual)})`,
  ]
    .filter(Boolean)
    .join(' · ')
  const common = { label, helperText: hint || ' ', disabled: isLocked, size: 'small', fullWidth: true } as const
  if (typeof value === 'boolean')
    return (
      <div>
        <FormControlLabel
          label={label}
          disabled={isLocked}
          control={<Switch checked={value} onChange={({ target }) => onChange(target.checked)} />}
        />
        <FormHelperText>{hint}</FormHelperText>
      </div>
    )
  if (typeof value === 'number')
    return (
      <TextField
        {...common}
        type="number"
        value={Number.isNaN(value) ? '' : value}
        onChange={({ target }) => onChange(target.value === '' ? Number.NaN : Number(target.value))}
        slotProps={{ htmlInput: bounds ? { min: bounds.least, max: bounds.most, step: 'any' } : {} }}
      />
    )
  if (name === 'closedDays.weekdays')
    return (
      <FormGroup role="group" aria-label={label}>
        <FormLabel>{label.replace(/\(.*\)/, '')}</FormLabel>
        <div>
          {weekdays.map(({ name: day, number }) => (
            <FormControlLabel
              key={day}
              label={day}
              disabled={isLocked}
              control={
                <Checkbox
                  checked={value.some((one) => one === number)}
                  onChange={({ target }) => onChange(toggled(value as readonly number[], number, target.checked))}
                />
              }
            />
          ))}
        </div>
        <FormHelperText>{hint}</FormHelperText>
      </FormGroup>
    )
  if (name === 'notices.channels') {
    const ways = wayChoices.some((choice) => isSame(choice, value)) ? wayChoices : [...wayChoices, value]
    return (
      <TextField
        {...common}
        select
        value={JSON.stringify(value)}
        onChange={({ target }) => onChange(JSON.parse(target.value) as string[])}
      >
        {ways.map((choice) => (
          <MenuItem key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
            {sayValue(name, choice as Value)}
          </MenuItem>
        ))}
      </TextField>
    )
  }
  return (
    <TextField
      {...common}
      defaultValue={value.join(', ')}
      onChange={({ target }) =>
        onChange(
          target.value
            .split(/[\s,]+/)
            .filter(Boolean)
            .map(Number),
        )
      }
    />
  )
}

function toggled(days: readonly number[], day: number, isOn: boolean): number[] {
  return isOn ? [...days, day].toSorted((one, other) => one - other) : days.filter((one) => one !== day)
}

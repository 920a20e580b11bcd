/** How the panel looks: calm, high in contrast, large enough for a tablet at the counter; by day and by night. */
import { bwDarkTheme, defaultTheme, type RaThemeOptions } from 'react-admin'

const typography = {
  fontFamily: '"Pretendard", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", sans-serif',
  button: { textTransform: 'none' },
} as const

const field = { variant: 'outlined', margin: 'dense', size: 'small', fullWidth: true } as const

const components = {
  ...defaultTheme.components,
  MuiTextField: { ...defaultTheme.components?.MuiTextField, defaultProps: field },
  MuiFormControl: { ...defaultTheme.components?.MuiFormControl, defaultProps: field },
  MuiButton: { styleOverrides: { root: { minHeight: 36 } } },
  // what turns in the bar while something is fetched has no name of its own
  MuiCircularProgress: { defaultProps: { 'aria-label': '불러오는 중' } },
  MuiTableCell: { styleOverrides: { head: { fontWeight: 700 } } },
} as const

export const lightTheme: RaThemeOptions = {
  ...defaultTheme,
  palette: {
    mode: 'light',
    primary: { main: '#1f5f4a', contrastText: '#ffffff' },
    secondary: { main: '#1f5f4a', contrastText: '#ffffff' },
    error: { main: '#b3261e' },
    warning: { main: '#8a5200' },
    success: { main: '#1b6e3c' },
    background: { default: '#f6f6f2', paper: '#ffffff' },
    text: { primary: '#1d1f1e', secondary: '#565b58' },
  },
  typography,
  shape: { borderRadius: 10 },
  components,
}

export const darkTheme: RaThemeOptions = {
  ...bwDarkTheme,
  palette: {
    mode: 'dark',
    primary: { main: '#8fd3b6', contrastText: '#0d1a15' },
    secondary: { main: '#8fd3b6', contrastText: '#0d1a15' },
    error: { main: '#ffb4ab' },
    warning: { main: '#ffb960' },
    success: { main: '#8fd89f' },
    background: { default: '#151816', paper: '#1e2220' },
    text: { primary: '#eef1ef', secondary: '#b9c0bc' },
  },
  typography,
  shape: { borderRadius: 10 },
  components,
}

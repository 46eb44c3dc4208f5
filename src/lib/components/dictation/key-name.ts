type Key = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Keys that do nothing to a text nor move on the page. */
const FREE = /^(?:F\d{1,2}|Pause|ScrollLock|Insert|NumLock|ContextMenu|Lang\d|Media\w+|Launch\w+)$/;
const CHARACTER = /^(?:Key[A-Z]|Digit\d|Space)$/;
/** The browser's own, and those that this page has. */
const TAKEN = new Set(['F5', 'F6', 'F7', 'F11', 'F12', 'Alt+L']);

/** "F9", "Alt+D": of the place on the keyboard, whatever is written there. */
export function keyName({ code, ctrlKey, altKey, shiftKey, metaKey }: Key): string {
  const modifiers = [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Meta'];
  return [...modifiers.filter((each) => each !== false), code.replace(/^(?:Key|Digit)/, '')].join('+');
}

/** Whether dictation may have that key: it types nothing, and nothing else is done by it. */
export function isFreeKey(key: Key): boolean {
  if (TAKEN.has(keyName(key)) || key.metaKey) return false;
  if (FREE.test(key.code)) return true;
  return CHARACTER.test(key.code) && key.altKey && !key.shiftKey;
}

type Press = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'repeat' | 'target'
>;

const TYPED_INTO =
  'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';

/** Whether a press is for the list of keys: a question mark where none is typed, and no dialog is open. */
export function asksForKeys({ key, target, ...press }: Press): boolean {
  if (key !== '?' || press.ctrlKey || press.metaKey || press.altKey || press.repeat) return false;
  if (press.defaultPrevented) return false;
  return !isElement(target) || !target.closest(`${TYPED_INTO}, dialog`);
}

/** Of any window: `instanceof` knows the elements of this one only. */
function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'closest' in target;
}

/** The list of keys, which every page can show. */
export class KeyList {
  isOpen = $state.raw(false);

  open(): void {
    this.isOpen = true;
  }

  close(): void {
    this.isOpen = false;
  }
}

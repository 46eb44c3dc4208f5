/** More than a line of any card has. */
const MAX_LINE_CHARACTERS = 4096;
/** A second of sixty cards takes a tenth of this. */
const MAX_CHARACTERS_PER_SECOND = 65_536;

/** Text as it comes, in whole lines; what floods is refused before it piles up. */
export class BoundedLines {
  #rest = '';
  #secondBegan = -Infinity;
  #charactersOfSecond = 0;

  /** @param {() => number} nowMs any clock */
  constructor(nowMs) {
    /** @private */
    this.nowMs = nowMs;
  }

  /**
   * @param {string} text
   * @returns {readonly string[] | null} the lines that ended; null where it is too much
   */
  take(text) {
    const now = this.nowMs();
    if (now - this.#secondBegan >= 1000) {
      this.#secondBegan = now;
      this.#charactersOfSecond = 0;
    }
    this.#charactersOfSecond += text.length;
    if (this.#charactersOfSecond > MAX_CHARACTERS_PER_SECOND) return null;
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > MAX_LINE_CHARACTERS) return null;
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  }
}

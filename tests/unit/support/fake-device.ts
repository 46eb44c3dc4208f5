import type { ImportParts } from '../../../src/lib/app/privacy/import-own-data';
import type { OwnData } from '../../../src/lib/app/privacy/own-data';
import { laterDay, type SourcedDay } from '../../../src/lib/core/metrics/day-record';
import { textFacts } from '../../../src/lib/core/transcript/text-facts';
import type { Sound } from '../../../src/lib/library/sound-store';
import type { WholeRecording } from '../../../src/lib/library/whole-recording';

/** What a device keeps, in memory: it can be exported and imported into. */
export class FakeDevice implements ImportParts {
  readonly recordings = new Map<string, WholeRecording>();
  readonly sounds = new Map<string, Uint8Array>();
  readonly dictations = new Map<string, Uint8Array>();
  text = '';
  readonly settings = new Map<string, string>();
  readonly days = new Map<string, SourcedDay>();
  /** Thrown by every write of sound, if set. */
  soundError: Error | null = null;
  free: number | null = null;

  readonly library = {
    list: () =>
      Promise.resolve(
        [...this.recordings.values()].map(({ recording, windows }) => ({
          ...recording,
          text: textFacts(windows),
        })),
      ),
    whole: (id: string) => Promise.resolve(this.recordings.get(id) ?? null),
    sound: (id: string) => {
      const bytes = this.sounds.get(id);
      return Promise.resolve(bytes ? new File([new Uint8Array(bytes)], id) : null);
    },
    add: (whole: WholeRecording) => Promise.resolve(void this.recordings.set(whole.recording.id, whole)),
    keepSound: async (id: string, sound: Sound) => {
      if (this.soundError) throw this.soundError;
      this.sounds.set(id, await bytesOf(sound));
    },
  };

  appendText = (text: string) => {
    if (this.text.includes(text)) return Promise.resolve(false);
    this.text = this.text ? `${this.text}\n${text}` : text;
    return Promise.resolve(true);
  };

  keepDictation = async (id: string, sound: Sound) => {
    if (this.dictations.has(id)) return false;
    this.dictations.set(id, await bytesOf(sound));
    return true;
  };

  keepDays = (days: readonly SourcedDay[]) => {
    for (const day of days) {
      const known = this.days.get(day.source);
      this.days.set(day.source, known ? laterDay(known, day) : day);
    }
    return Promise.resolve();
  };

  setSetting: ImportParts['setSetting'] = (key, value) => void this.settings.set(key, value);
  freeBytes = () => Promise.resolve(this.free);

  get ownData(): OwnData {
    const lost = [...this.dictations].map(([id, bytes]) => ({
      id,
      seconds: 1,
      sound: new Blob([new Uint8Array(bytes)]),
    }));
    return {
      library: this.library,
      documents: [{ id: 'dictation', text: this.text }],
      lostDictations: lost,
      settings: Object.fromEntries(this.settings),
      days: [...this.days.values()],
    };
  }
}

async function bytesOf(sound: Sound): Promise<Uint8Array> {
  if (sound instanceof Blob) return new Uint8Array(await sound.arrayBuffer());
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  await sound({ write: (piece) => Promise.resolve(void pieces.push(piece)) });
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

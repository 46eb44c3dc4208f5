const FIXTURES = '/tests/fixtures/audio/';

/** A file of tests/fixtures/audio. */
export async function fixture(path: string): Promise<File> {
  const response = await fetch(FIXTURES + path);
  if (!response.ok) throw new Error(`no fixture ${path}`);
  return new File([await response.blob()], path.replace(/.*\//, ''));
}

/** A prompt of tests/fixtures/audio, by its name without the ending. */
export function flacFixture(name: string): Promise<File> {
  return fixture(`${name}.flac`);
}

/** The samples of the first channel, by the browser's own decoder. */
export async function decoded(file: Blob, sampleRate: number): Promise<number[]> {
  const context = new OfflineAudioContext(1, 1, sampleRate);
  const buffer = await context.decodeAudioData(await file.arrayBuffer());
  return [...buffer.getChannelData(0)];
}

export function silence(seconds: number, sampleRate: number): number[] {
  return Array<number>(seconds * sampleRate).fill(0);
}

/** A WAV file of 32-bit float samples, one array for each channel. @param tag what it says of its coding: the truth, 3 */
export function waveFile(channels: readonly (readonly number[])[], sampleRate: number, tag = 3): File {
  const frames = channels[0]?.length ?? 0;
  const samples = new Float32Array(frames * channels.length);
  for (const [channel, values] of channels.entries()) {
    for (const [frame, value] of values.entries()) samples[frame * channels.length + channel] = value;
  }
  const header = waveHeader(channels.length, sampleRate, samples.byteLength, tag);
  return new File([header, samples], 'recording.wav');
}

/** @see RIFF WAVE, format 3 (IEEE float) */
function waveHeader(channelCount: number, sampleRate: number, sizeBytes: number, tag: number): ArrayBuffer {
  const header = new DataView(new ArrayBuffer(44));
  const blockBytes = 4 * channelCount;
  writeText(header, 0, 'RIFF');
  header.setUint32(4, 36 + sizeBytes, true);
  writeText(header, 8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, tag, true);
  header.setUint16(22, channelCount, true);
  header.setUint32(24, sampleRate, true);
  header.setUint32(28, sampleRate * blockBytes, true);
  header.setUint16(32, blockBytes, true);
  header.setUint16(34, 32, true);
  writeText(header, 36, 'data');
  header.setUint32(40, sizeBytes, true);
  return header.buffer;
}

function writeText(view: DataView, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(offset + i, text.charCodeAt(i));
}

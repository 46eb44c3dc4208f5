import { exportTranscript, type ExportFormat } from '../../core/transcript/exporters/export-formats';
import { exportedTranscript } from '../../core/transcript/exporters/exported-transcript';
import type { TranscribedWindow } from '../../core/transcript/transcript';
import { saveFile } from '../browser/save-file';
import { lengthSeconds, type Recording } from './recording';

/**
 * Hands the text of a recording to the person as a file.
 *
 * @param windows its text
 */
export function saveTranscript(
  format: ExportFormat,
  recording: Recording,
  windows: readonly TranscribedWindow[],
): void {
  const { name: recordingName, addedMs } = recording;
  const transcript = { name: recordingName, windows, durationSeconds: lengthSeconds(recording), addedMs };
  const { name, mimeType, content } = exportTranscript(format, exportedTranscript(transcript));
  const type = typeof content === 'string' ? `${mimeType};charset=utf-8` : mimeType;
  saveFile(name, new Blob([content], { type }));
}

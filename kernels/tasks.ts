import { encodeLayer, firstConvolution, secondConvolution } from './encoder';
import { attendSound, multiplyGroups } from './decoder';
import { attendText } from './text-attention';

export const enum Task {
  FirstConvolution,
  SecondConvolution,
  Layer,
  Product,
  TextAttention,
  SoundAttention,
}

export function runChunk(task: Task, chunk: i32, thread: i32): void {
  switch (task) {
    case Task.FirstConvolution:
      firstConvolution(chunk);
      break;
    case Task.SecondConvolution:
      secondConvolution(chunk, thread);
      break;
    case Task.Layer:
      encodeLayer(chunk, thread);
      break;
    case Task.Product:
      multiplyGroups(chunk);
      break;
    case Task.TextAttention:
      attendText(chunk, thread);
      break;
    default:
      attendSound(chunk, thread);
  }
}

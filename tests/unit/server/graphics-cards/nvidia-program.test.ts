import { expect, test } from 'vitest';
import { nvidiaPrograms } from '../../../../server/graphics-cards/nvidia-program.mjs';

test('on Linux the program is on the path', () => {
  expect(nvidiaPrograms('linux', {})).toEqual([{ file: 'nvidia-smi' }]);
});

test('on Windows it is looked for in whole paths alone, never in the folder of the server', () => {
  const files = nvidiaPrograms('win32', { SystemRoot: 'D:\\Windows', ProgramFiles: 'D:\\Programs' }).map(
    ({ file }) => file.replaceAll('/', '\\'),
  );
  expect(files).toEqual([
    'D:\\Windows\\System32\\nvidia-smi.exe',
    'D:\\Programs\\NVIDIA Corporation\\NVSMI\\nvidia-smi.exe',
  ]);
});

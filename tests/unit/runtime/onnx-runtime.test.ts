import { RUNTIME_VERSION } from '$lib/runtime/onnx-runtime';
import { expect, test } from 'vitest';
import own from '../../../package.json' with { type: 'json' };

test('the runtime that verdicts are kept for is the one that is installed', () => {
  expect(RUNTIME_VERSION).toBe(own.dependencies['onnxruntime-web']);
});

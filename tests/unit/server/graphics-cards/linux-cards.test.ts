import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readLinuxCards } from '../../../../server/graphics-cards/linux-cards.mjs';

const roots: string[] = [];
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true })));

function fakeSystem(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'superwhisper2-drm-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${text}\n`);
  }
  return root;
}

test('a card of AMD gives its figures in the units of the page', async () => {
  const root = fakeSystem({
    'card1/device/vendor': '0x1002',
    'card1/device/uevent': 'DRIVER=amdgpu\nPCI_SLOT_NAME=0000:03:00.0',
    'card1/device/product_name': 'AMD Radeon Pro W7900',
    'card1/device/gpu_busy_percent': '37',
    'card1/device/mem_info_vram_used': '1073741824',
    'card1/device/mem_info_vram_total': '17163091968',
    'card1/device/hwmon/hwmon4/temp1_input': '54000',
    'card1/device/hwmon/hwmon4/power1_average': '93000000',
    'card1/device/hwmon/hwmon4/power1_cap': '241000000',
    'card1/device/hwmon/hwmon4/freq1_input': '2124000000',
    'card1/device/hwmon/hwmon4/freq2_input': '1249000000',
    'card1-DP-1/status': 'connected',
    version: 'drm 1.1.0',
  });
  expect(await readLinuxCards(root)).toEqual([
    {
      ...{ id: '0000:03:00.0', name: 'AMD Radeon Pro W7900', vendor: 'amd', temperatureCelsius: 54 },
      ...{ powerWatts: 93, powerLimitWatts: 241, utilisation: 0.37 },
      ...{ memoryUsedBytes: 1_073_741_824, memoryTotalBytes: 17_163_091_968 },
      ...{ graphicsClockMhz: 2124, memoryClockMhz: 1249 },
    },
  ]);
});

test('a card of Intel gives what its driver tells, and the rest is not known', async () => {
  const root = fakeSystem({
    'card0/device/vendor': '0x8086',
    'card0/gt_act_freq_mhz': '1150',
  });
  expect(await readLinuxCards(root)).toEqual([
    expect.objectContaining({
      ...{ name: null, vendor: 'intel', graphicsClockMhz: 1150 },
      ...{ temperatureCelsius: null, utilisation: null, memoryTotalBytes: null },
    }),
  ]);
});

test('cards of NVIDIA are left to their own program', async () => {
  expect(await readLinuxCards(fakeSystem({ 'card0/device/vendor': '0x10de' }))).toEqual([]);
});

test('a card that is asleep is not looked at', async () => {
  const root = fakeSystem({
    'card0/device/vendor': '0x1002',
    'card0/device/power/runtime_status': 'suspended',
    'card0/device/gpu_busy_percent': '37',
  });
  expect(await readLinuxCards(root)).toEqual([
    expect.objectContaining({ vendor: 'amd', utilisation: null, temperatureCelsius: null }),
  ]);
});

test.each(['nonsense', '-1', '1e400', '', '99999999999999999999999', '12 13'])(
  'the figure "%s" is none',
  async (figure) => {
    const root = fakeSystem({
      'card0/device/vendor': '0x1002',
      'card0/device/gpu_busy_percent': figure,
      'card0/device/hwmon/hwmon0/temp1_input': figure,
    });
    expect(await readLinuxCards(root)).toEqual([
      expect.objectContaining({ utilisation: null, temperatureCelsius: null }),
    ]);
  },
);

test('where Linux has no such folder there are no cards', async () => {
  expect(await readLinuxCards(join(tmpdir(), 'there-is-no-such-folder'))).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { fastGpuCommand, profileFolder } from '../../../../scripts/setup/fast-gpu.mjs';

const URL_OF_APP = 'http://127.0.0.1:5320';

describe('a Chrome on the fast graphics card', () => {
  test.each(['win32', 'darwin', 'linux'] as const)(
    'is an app window with a profile of its own: %s',
    (platform) => {
      const { args } = fastGpuCommand(URL_OF_APP, 'profile', platform);
      expect(args).toContain(`--app=${URL_OF_APP}`);
      expect(args).toContain('--user-data-dir=profile');
      expect(args).toContain('--force-high-performance-gpu');
      expect(args.join(' ')).not.toMatch(/remote-debugging|no-sandbox|headless/);
    },
  );

  test('is told to the driver on Linux', () => {
    expect(fastGpuCommand(URL_OF_APP, 'profile', 'linux').environment).toMatchObject({ DRI_PRIME: '1' });
    expect(fastGpuCommand(URL_OF_APP, 'profile', 'win32').environment).toEqual({});
  });

  test.each([
    ['win32', { LOCALAPPDATA: 'data' }, /^data.SuperWhisper2/],
    ['win32', {}, /^home.AppData.Local.SuperWhisper2/],
    ['darwin', {}, /^home.Library.Application Support.SuperWhisper2/],
    ['linux', {}, /^home.\.local.share.SuperWhisper2/],
    ['linux', { XDG_DATA_HOME: 'data' }, /^data.SuperWhisper2/],
  ] as const)('keeps its profile where programs keep their data: %s %o', (platform, environment, folder) => {
    expect(profileFolder(platform, environment, 'home')).toMatch(folder);
  });
});

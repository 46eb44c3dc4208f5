import { describe, expect, test } from 'vitest';
import { nodeVersionProblem } from '../../../../scripts/setup/node-version.mjs';
import { openCommand } from '../../../../scripts/setup/open-address.mjs';
import { binaryCommand, npmCommand, runCommand } from '../../../../scripts/setup/run-command.mjs';
import { parseStartOptions } from '../../../../scripts/setup/start-options.mjs';

const URL_OF_APP = 'http://127.0.0.1:5320';

describe('the address is opened', () => {
  test('with `open` on macOS', () => {
    expect(openCommand(URL_OF_APP, 'darwin', {})).toEqual({ file: 'open', args: [URL_OF_APP] });
  });

  test('with `start` on Windows', () => {
    expect(openCommand(URL_OF_APP, 'win32', {})).toEqual({ file: 'cmd', args: ['/c', 'start', URL_OF_APP] });
  });

  test.each(['DISPLAY', 'WAYLAND_DISPLAY'])('with xdg-open on a Linux that has %s', (name) => {
    expect(openCommand(URL_OF_APP, 'linux', { [name]: ':0' })).toEqual({
      file: 'xdg-open',
      args: [URL_OF_APP],
    });
  });

  test('nowhere without a screen', () => {
    expect(openCommand(URL_OF_APP, 'linux', {})).toBeNull();
  });
});

describe('programs', () => {
  test('npm is the one that runs the script', () => {
    const command = npmCommand(['ci'], 'linux', { npm_execpath: '/usr/lib/npm-cli.js' });
    expect(command).toEqual({ file: process.execPath, args: ['/usr/lib/npm-cli.js', 'ci'] });
  });

  test('npm on the PATH is started by a shell on Windows', () => {
    expect(npmCommand(['ci'], 'win32', {})).toEqual({ file: 'npm', args: ['ci'], shell: true });
  });

  test("a package's program is a .cmd file on Windows, and its arguments are quoted for it", () => {
    const { file, args, shell } = binaryCommand('tsx', ['a b.ts', '--json'], 'win32');
    expect(file.replaceAll('"', '')).toMatch(/\.bin\/tsx\.cmd$/);
    expect({ args, shell }).toEqual({ args: ['"a b.ts"', '--json'], shell: true });
  });

  test('the exit code is handed on', async () => {
    expect(await runCommand({ file: process.execPath, args: ['-e', 'process.exit(7)'] })).toBe(7);
  });

  test('a program that is not there has failed', async () => {
    expect(await runCommand({ file: '/no/such/program', args: [] })).toBe(127);
  });

  test('a program that takes too long is ended, and has failed', async () => {
    const command = { file: process.execPath, args: ['-e', 'setTimeout(() => {}, 60_000)'] };
    expect(await runCommand(command, { timeoutMs: 300 })).not.toBe(0);
  });
});

describe('Node', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '25.1.0'])('%s will do', (version) => {
    expect(nodeVersionProblem(version)).toBeNull();
  });

  test.each(['16.20.2', '18.20.0', '20.18.3'])('%s will not, and the sentence names it', (version) => {
    expect(nodeVersionProblem(version)).toContain(version);
  });
});

describe('options of npm start', () => {
  test('without any it is port 5320 and the browser opens', () => {
    expect(parseStartOptions([])).toEqual({ port: 5320, opens: 'browser', modelHost: null });
  });

  test('port and browser can be chosen', () => {
    expect(parseStartOptions(['--port', '6000', '--no-open'])).toMatchObject({
      port: 6000,
      opens: 'nothing',
    });
  });

  test('a window on the fast graphics card can be asked for', () => {
    expect(parseStartOptions(['--gpu', 'high'])).toMatchObject({ port: 5320, opens: 'fast-gpu' });
  });

  test('models can be had from another host, and the hosts to which it redirects', () => {
    const hosts = ['--model-host', 'http://mirror.home/', '--model-host', 'http://cdn.home'];
    expect(parseStartOptions(hosts).modelHost).toBe('http://mirror.home/ http://cdn.home');
  });

  test.each([
    ['--port', 'x'],
    ['--port', '0'],
    ['--port', '65536'],
    ['--prot', '1'],
    ['--gpu', 'low'],
  ])('%s %s is refused', (...args) => {
    expect(() => parseStartOptions(args)).toThrow(/--(pr?o|gpu)/);
  });
});

import { startServer } from '../../server/static-server.mjs';

type Server = Awaited<ReturnType<typeof startServer>>;

/** The app's own server, at one address through all runs: it can go, come back, and serve another version. */
export class AppHost {
  #server: Server | null = null;

  private constructor(
    readonly url: string,
    private readonly folder: string,
  ) {}

  /** @param port 0 takes any free one */
  static async start(folder: string, port = 0): Promise<AppHost> {
    const server = await startServer({ folder, port });
    const host = new AppHost(server.url, folder);
    host.#server = server;
    return host;
  }

  /** @param folder another version of the app, else the one it began with */
  async serve(folder = this.folder): Promise<void> {
    await this.stop();
    this.#server = await startServer({ folder, port: Number(new URL(this.url).port) });
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    await server?.close();
  }
}

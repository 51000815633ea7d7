// A real `xiaoer serve` on a free port with a database and a shop of its own; run from the checkout's root.
//   XIAOER        the program (default build/xiaoer)
//   XIAOER_CLIENTS_CHECKOUT   where dialogs/ and intents/ are (default: the current folder)
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const checkout = path.resolve(process.env.XIAOER_CLIENTS_CHECKOUT ?? '.');
const program = path.resolve(process.env.XIAOER ?? 'build/xiaoer');

// The demo shop, but it waits for one second only whether a buyer writes on.
async function hastyShop(folder) {
  const shop = path.join(folder, 'shop');
  await cp(path.join(checkout, 'dialogs/shop.example'), shop, { recursive: true });
  const profile = path.join(shop, 'shop.yaml');
  const text = await readFile(profile, 'utf8');
  await writeFile(
    profile,
    text
      .replace(/^intents: .*$/m, `intents: ${path.relative(shop, path.join(checkout, 'intents'))}`)
      .replace(/^dialogs: .*$/m, `dialogs: ${path.relative(shop, path.join(checkout, 'dialogs'))}`),
  );
  const policy = path.join(shop, 'policy.yaml');
  await writeFile(policy, (await readFile(policy, 'utf8')) + '\nhearing: {pause: 1s}\n');
  return shop;
}

// `config`: the lines of its configuration file besides shop, data and listen. `environment` is added to a bare one.
// Returns {url, output(), stop()}; stop() also removes what the server wrote.
export async function serve({ config = '', environment = {} } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'xiaoer-clients-'));
  const file = path.join(folder, 'xiaoer.yaml');
  await writeFile(
    file,
    `shop: ${await hastyShop(folder)}\ndata: ${path.join(folder, 'data')}\nlisten: 127.0.0.1:0\n${config}`,
  );
  const child = spawn(program, ['serve', '--config', file], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
    child.once('error', (error) => {
      output += String(error);
      resolve(error);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const how = await ended;
    await rm(folder, { recursive: true, force: true });
    return how;
  };
  const listening = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        const found = output.match(/listening on (http:\/\/\S+)\n/);
        if (found) resolve(found[1]);
      });
    }
  });
  const url = await Promise.race([listening, ended.then(() => null)]);
  if (url === null) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`${program} serve did not start:\n${output}`);
  }
  return { url, output: () => output, stop };
}

// fetch, but each time on a connection of its own: the server waits at its end for those that are kept.
export function ask(url, { headers = {}, ...options } = {}) {
  return fetch(url, { ...options, headers: { ...headers, connection: 'close' } });
}

export function message(conversation, id, text, channel = 'web') {
  return {
    shop: 'demo',
    channel,
    conversation,
    buyer: { id: 'buyer-1' },
    message: { id, text },
    context: { product: 'p-300' },
  };
}

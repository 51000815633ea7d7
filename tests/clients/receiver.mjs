// The other side of an asynchronous channel: keeps every attempt as it came, and fails when it is told to.
import { createServer } from 'node:http';

export async function receive() {
  const attempts = []; // {headers, body, status}
  let failing = { fits: () => false, left: 0 };
  let wake = () => {};
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const fails = failing.left > 0 && failing.fits(JSON.parse(body));
      if (fails) --failing.left;
      const status = fails ? 500 : 200;
      attempts.push({ headers: request.headers, body, status });
      response.writeHead(status).end();
      wake();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref(); // a test that fails before it stops us must end all the same
  return {
    url: `http://127.0.0.1:${server.address().port}/replies`,
    attempts,
    // The next `count` replies that fit are answered with 500.
    failNext: (fits, count) => {
      failing = { fits, left: count };
    },
    // Until `enough` says so; an error after eight seconds.
    async until(enough) {
      const deadline = Date.now() + 8000;
      while (!enough(attempts)) {
        const left = deadline - Date.now();
        if (left <= 0) throw new Error(`the receiver waited in vain, it has ${JSON.stringify(attempts)}`);
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, Math.min(left, 100));
        });
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

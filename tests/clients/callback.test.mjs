// What xiaoer delivers to an asynchronous channel's callback, npm's standardwebhooks verifies.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { receive } from './receiver.mjs';
import { ask, message, serve } from './server.mjs';

const kSecret = 'whsec_Y2FsbGJhY2sgY2FsbGJhY2sgY2FsbGJhY2s=';

describe('an asynchronous channel', () => {
  let receiver;
  let server;
  const send = async (conversation, id, text) => {
    const response = await ask(`${server.url}/v1/messages`, {
      method: 'POST',
      body: JSON.stringify(message(conversation, id, text)),
    });
    assert.equal(response.status, 202);
    return response.json();
  };
  const of = (conversation) =>
    receiver.attempts.filter((a) => JSON.parse(a.body).conversation === conversation);
  const taken = (conversation) => of(conversation).filter((a) => a.status === 200);
  // What stands in the transcript; the server's own memory of what it said.
  const said = async (conversation) => {
    const view = await (await ask(`${server.url}/v1/conversations/${conversation}`)).json();
    return view.transcript.filter((line) => line.sender === 'bot').map((line) => line.id);
  };

  before(async () => {
    receiver = await receive();
    server = await serve({
      config: `channels: {web: {callback: "${receiver.url}", secret: ${kSecret}}}\n`,
    });
  });
  after(async () => {
    await server.stop();
    await receiver.stop();
  });

  it('delivers each reply signed, under its own id, in order', async () => {
    const kept = ({ accepted, duplicate }) => [accepted, duplicate];
    assert.deepEqual(kept(await send('signed', 'm1', '在吗')), [true, false]);
    assert.deepEqual(kept(await send('signed', 'm2', '发什么快递')), [true, false]);
    assert.deepEqual(kept(await send('signed', 'm2', '发什么快递')), [true, true]);
    await receiver.until(() => taken('signed').length >= 2);
    const ids = await said('signed');
    await receiver.until(() => taken('signed').length >= ids.length);
    assert.deepEqual(taken('signed').map((a) => a.headers['webhook-id']), ids);
    for (const { headers, body } of taken('signed')) {
      // verify() throws where signature or time are wrong, and gives what it verified.
      const reply = new Webhook(kSecret).verify(body, headers);
      assert.equal(reply.type, 'reply');
      assert.equal(reply.shop, 'demo');
      assert.equal(reply.channel, 'web');
      assert.equal(reply.author, 'bot');
      assert.equal(reply.in_reply_to, 'm2'); // both pieces are one thought
      assert.equal(reply.reply.id, headers['webhook-id']);
      assert.ok(reply.reply.text.length > 0);
      assert.match(headers['content-type'], /^application\/json/);
      assert.throws(() => new Webhook(kSecret).verify(body.replace('demo', 'dema'), headers));
    }
  });

  it('delivers again what was refused with 500: the same id, the same body, a signature that fits', async () => {
    receiver.failNext(({ conversation }) => conversation === 'again', 2);
    await send('again', 'm1', '发什么快递');
    await receiver.until(() => taken('again').length >= 1);
    const attempts = of('again').slice(0, 3);
    assert.deepEqual(attempts.map((a) => a.status), [500, 500, 200]);
    const [first] = attempts;
    for (const { headers, body } of attempts) {
      assert.equal(headers['webhook-id'], first.headers['webhook-id']);
      assert.equal(body, first.body);
      new Webhook(kSecret).verify(body, headers);
    }
    const ids = await said('again');
    await receiver.until(() => taken('again').length >= ids.length);
    assert.deepEqual(taken('again').map((a) => a.headers['webhook-id']), ids);
  });
});

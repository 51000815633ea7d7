// Rasa's REST channel as its documentation shows it: what a client for Rasa does, it can do here unchanged.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ask, serve } from './server.mjs';

// A client in the way of those that people have for Rasa: it knows a URL, a sender, and perhaps a token.
class RasaClient {
  constructor(url, sender, { token, extra = {} } = {}) {
    this.url = url;
    this.sender = sender;
    this.query = token === undefined ? '' : `?token=${encodeURIComponent(token)}`;
    this.extra = extra;
  }
  async healthy() {
    const response = await ask(`${this.url}/webhooks/rest/`);
    return response.ok && (await response.json()).status === 'ok';
  }
  async send(message) {
    const response = await ask(`${this.url}/webhooks/rest/webhook${this.query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ sender: this.sender, message, ...this.extra }),
    });
    if (!response.ok) throw Object.assign(new Error('Rasa says no'), { status: response.status });
    const list = await response.json();
    assert.ok(Array.isArray(list));
    for (const one of list) {
      assert.deepEqual(Object.keys(one).sort(), ['recipient_id', 'text']);
      assert.equal(one.recipient_id, this.sender);
      assert.ok(one.text.length > 0);
    }
    return list.map((one) => one.text);
  }
}

describe('a client for Rasa', () => {
  let server;
  const raw = (body, type = 'application/json') =>
    ask(`${server.url}/webhooks/rest/webhook`, { method: 'POST', body, headers: { 'Content-Type': type } });
  const intentsOf = async (sender) => {
    const view = await (
      await ask(`${server.url}/v1/conversations/${encodeURIComponent(sender)}?channel=rasa`)
    ).json();
    return view.transcript;
  };
  before(async () => {
    server = await serve();
  });
  after(() => server.stop());

  it('finds somebody there', async () => {
    assert.ok(await new RasaClient(server.url, 'x').healthy());
    // With and without the slash at its end, as Rasa's server.
    assert.equal((await ask(`${server.url}/webhooks/rest`)).status, 200);
  });

  it('has a conversation of several turns', async () => {
    const client = new RasaClient(server.url, 'test_user');
    const greeting = await client.send('在吗');
    assert.ok(greeting.length > 0);
    const courier = await client.send('发什么快递呀');
    assert.match(courier.join(), /中通/);
    const again = await client.send('在吗');
    assert.notDeepEqual(again, greeting); // it remembers that it has greeted
    const transcript = await intentsOf('test_user');
    assert.equal(transcript.filter((line) => line.sender === 'buyer').length, 3);
  });

  it('keeps senders apart', async () => {
    const a = new RasaClient(server.url, 'user-a');
    const b = new RasaClient(server.url, 'user-b');
    await a.send('你好');
    await b.send('发什么快递');
    assert.equal((await intentsOf('user-a')).filter((line) => line.sender === 'buyer').length, 1);
  });

  it('says the same line twice and is heard twice: Rasa numbers no messages', async () => {
    const client = new RasaClient(server.url, 'twice');
    await client.send('发什么快递');
    await client.send('发什么快递');
    const transcript = await intentsOf('twice');
    assert.equal(transcript.filter((line) => line.sender === 'buyer').length, 2);
  });

  it('may send what newer clients send besides', async () => {
    const client = new RasaClient(server.url, 'newer', {
      extra: { metadata: { page: '/goods/1', nested: [1, { a: null }] }, input_channel: 'shop-app' },
    });
    assert.match((await client.send('发什么快递')).join(), /中通/);
  });

  it('may say nothing, nothing at all, and anything in UTF-8', async () => {
    const client = new RasaClient(server.url, '顾客 №1/😀?');
    for (const text of ['', null, undefined, '发什么快递😀🚚', '𠮷野家能發嗎', '<script>alert(1)</script>']) {
      assert.ok(Array.isArray(await client.send(text)));
    }
    assert.equal((await raw('{}')).status, 200);
    const transcript = await intentsOf('顾客 №1/😀?');
    assert.ok(transcript.some((line) => line.text === '发什么快递😀🚚'));
  });

  it('is told what is wrong with a body', async () => {
    for (const body of ['', 'sender=a&message=b', '[]', '{"sender":', '"在吗"', '{"sender":{},"message":"x"}']) {
      const response = await raw(body);
      assert.equal(response.status, 400, body);
      assert.ok((await response.json()).error.message.length > 0);
    }
    assert.equal((await raw(Buffer.from([0x7b, 0xff, 0xfe]))).status, 400);
    assert.equal((await raw(JSON.stringify({ sender: 'a', message: 'x'.repeat(20_000) }))).status, 400);
    // A client that sends JSON under another name is understood all the same.
    assert.equal((await raw('{"sender":"plain","message":"在吗"}', 'text/plain')).status, 200);
  });
});

describe('a client for Rasa with a token', () => {
  const kToken = 'this is my secret & more';
  let server;
  before(async () => {
    server = await serve({ environment: { XIAOER_RASA_TOKEN: kToken } });
  });
  after(() => server.stop());

  it('is served', async () => {
    const client = new RasaClient(server.url, 'known', { token: kToken });
    assert.match((await client.send('发什么快递')).join(), /中通/);
  });

  it('is refused without it or with another', async () => {
    for (const options of [{}, { token: '' }, { token: kToken + ' ' }, { token: 'this is my secret' }]) {
      await assert.rejects(new RasaClient(server.url, 'stranger', options).send('在吗'), { status: 401 });
    }
    assert.ok(!server.output().includes('my secret'));
  });
});

// What npm's standardwebhooks signs, xiaoer takes; what is wrong in any way, it refuses.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { ask, message, serve } from './server.mjs';

const minutes = (n) => n * 60 * 1000;
const kOld = 'whsec_b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQgb2xk';
const kNew = 'whsec_bmV3IG5ldyBuZXcgbmV3IG5ldyBuZXcgbmV3';
const kForeign = 'whsec_Zm9yZWlnbiBmb3JlaWduIGZvcmVpZ24gZm9y';

function signed(secret, body, { id = 'msg_1', at = new Date() } = {}) {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

describe('a signed webhook', () => {
  let server;
  const post = (body, headers) => ask(`${server.url}/v1/messages`, { method: 'POST', body, headers });
  const refused = async (body, headers) => {
    const response = await post(body, headers);
    assert.equal(response.status, 401);
    const { error } = await response.json();
    assert.equal(error.code, 'unauthorized');
    assert.ok(error.message.length > 0);
  };
  // While secrets are rotated, both are good.
  before(async () => {
    server = await serve({ config: `webhook_secrets: [${kNew}, ${kOld}]\n` });
  });
  after(() => server.stop());

  it('is answered', async () => {
    const body = JSON.stringify(message('answered', 'm1', '在吗 发什么快递😀'));
    const response = await post(body, signed(kNew, body));
    assert.equal(response.status, 200);
    const answer = await response.json();
    assert.equal(answer.in_reply_to, 'm1');
    assert.ok(answer.replies.length > 0);
    assert.deepEqual(answer.intents.map((i) => i.name), ['greet', 'ask_courier']);
  });

  it('is answered under the old secret, too, while secrets are rotated', async () => {
    const body = JSON.stringify(message('rotated', 'm1', '发什么快递'));
    assert.equal((await post(body, signed(kOld, body))).status, 200);
    // A sender that rotates signs with both: the one that fits counts.
    const both = signed(kForeign, body);
    both['webhook-signature'] += ' ' + signed(kOld, body)['webhook-signature'];
    assert.equal((await post(body, both)).status, 200);
  });

  it('gets the same answer when it is delivered twice', async () => {
    const body = JSON.stringify(message('twice', 'm1', '能便宜点吗'));
    const headers = signed(kNew, body);
    const first = await (await post(body, headers)).json();
    const second = await (await post(body, headers)).json();
    assert.equal(first.duplicate, false);
    assert.deepEqual(second, { ...first, duplicate: true });
  });

  it('is refused when it was tampered with, and nothing is remembered of it', async () => {
    const body = JSON.stringify(message('tampered', 'm1', '发什么快递'));
    await refused(body.replace('快递', '快送'), signed(kNew, body));
    await refused(body + ' ', signed(kNew, body));
    await refused(body, { ...signed(kNew, body), 'webhook-id': 'msg_2' });
    const answer = await (await post(body, signed(kNew, body))).json();
    assert.equal(answer.duplicate, false);
  });

  it('is refused when it is stale or from the future', async () => {
    const body = JSON.stringify(message('stale', 'm1', '发什么快递'));
    for (const off of [-6, 6, -24 * 60]) {
      await refused(body, signed(kNew, body, { at: new Date(Date.now() + minutes(off)) }));
    }
    const slow = signed(kNew, body, { at: new Date(Date.now() - minutes(4)) });
    assert.equal((await post(body, slow)).status, 200);
  });

  it('is refused under another secret or without a header', async () => {
    const body = JSON.stringify(message('unknown', 'm1', '发什么快递'));
    await refused(body, signed(kForeign, body));
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const headers = signed(kNew, body);
      delete headers[name];
      await refused(body, headers);
    }
    await refused(body, {});
  });

  it('says what is wrong with a message only to whom it knows', async () => {
    const body = '{"shop":5}';
    await refused(body, {});
    const response = await post(body, signed(kNew, body));
    assert.equal(response.status, 400);
    assert.match((await response.json()).error.message, /shop must be a string/);
  });

  it('leaves no door open beside it', async () => {
    const response = await ask(`${server.url}/webhooks/rest/webhook`, { method: 'POST', body: '{}' });
    assert.equal(response.status, 404);
  });
});

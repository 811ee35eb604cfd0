// What pages get from Node; details are what a program has: an object of JavaScript's own values.
'use strict';

const path = require('node:path');

const userhash = require(path.join(__dirname, '../../../../bindings-node'));

const USER = 'customer@example.com';
// What JSON can need that JavaScript's own values can say.
const READABLE = new Set(['json', 'lone_surrogate']);

/** Details that JSON can't hold, or that would be long lines; undefined where there are none. */
function special(kind, count) {
  switch (kind) {
    case 'nan':
      return { email: USER, x: NaN };
    case 'infinity':
      return { email: USER, x: Infinity };
    case 'minus_infinity':
      return { email: USER, x: -Infinity };
    case 'nan_in_a_list':
      return { email: USER, x: [NaN] };
    case 'nan_as_the_user':
      return { email: NaN };
    case 'circle': {
      const circle = { email: USER };
      circle.x = circle;
      return circle;
    }
    case 'circle_in_a_list': {
      const circle = [];
      circle.push(circle);
      return { email: USER, x: circle };
    }
    case 'circle_of_two': {
      const [one, other] = [{}, {}];
      one.x = other;
      other.x = one;
      return { email: USER, x: one };
    }
    case 'levels': {
      let levels = [];
      for (let level = 2; level < Number(count); level++) levels = [levels];
      return { email: USER, x: levels };
    }
    case 'bytes': {
      const length = Number(count) - '{"email":"","x":""}'.length - USER.length;
      return { email: USER, x: 'x'.repeat(length) };
    }
    default:
      return undefined;
  }
}

const METHODS = {
  user_hash: (visitor) => visitor.userHash,
  script: (visitor) => visitor.script(),
  script_tag: (visitor, options) => visitor.scriptTag(...options),
  data_tag: (visitor) => visitor.dataTag(),
  to_json: (visitor) => visitor.toJson(),
  login_call: (visitor) => visitor.loginCall(),
  switch_call: (visitor) => visitor.switchCall(),
  csp_hash: (visitor) => visitor.cspHash(),
};

const FUNCTIONS = {
  logout_call: userhash.logoutCall,
  logout_script_tag: (options) => userhash.logoutScriptTag(...options),
  logout_csp_hash: userhash.logoutCspHash,
  logout_data_tag: userhash.logoutDataTag,
  loader: userhash.loader,
  headers: () =>
    Object.entries(userhash.headers())
      .map(([name, text]) => `${name}: ${text}`)
      .join('; '),
};

/** The answer, in hexadecimal; `key` and `value` read words. */
function result(call, words, key, value) {
  const options = (name, word) => (word === '-' ? [] : [{ [name]: value(word) }]);
  const details = (word) => {
    const [kind, ...rest] = word.split(':');
    if (READABLE.has(kind)) return JSON.parse(Buffer.from(rest[0], 'hex').toString());
    return (kind === 'special' ? special(...rest) : undefined) ?? value(word);
  };
  const [rendering] = words;
  let got;
  if (call === 'visitor') {
    const visitor = key(words[1]).visitor(details(words[2]), ...options('identity', words[3]));
    got = METHODS[rendering](visitor, options('nonce', words[4]));
  } else if (call === 'with_hash') {
    got = METHODS[rendering](userhash.Visitor.withHash(value(words[1]), details(words[2])), []);
  } else {
    got = FUNCTIONS[rendering](options('nonce', words[1]));
  }
  return typeof got === 'string' ? Buffer.from(got).toString('hex') : `a ${typeof got}`;
}

exports.result = result;

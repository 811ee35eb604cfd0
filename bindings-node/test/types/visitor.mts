import { KeyRing, SecretKey, Visitor, headers, loader, logoutCall, logoutCspHash, logoutDataTag, logoutScriptTag } from 'userhash';
interface Account { email: string; seats?: number }
const account: Account = { email: 'customer@example.com' };
const key = new SecretKey('x');
const visitor: Visitor = key.visitor(account);
const other: Visitor = new KeyRing(key).visitor({ id: 5 }, { identity: 'id' });
const texts: string[] = [visitor.scriptTag(), visitor.scriptTag({ nonce: undefined }), other.scriptTag({ nonce: 'a' }), visitor.script(), visitor.loginCall(), visitor.switchCall(), visitor.toJson(), visitor.cspHash(), visitor.dataTag(), visitor.userHash, logoutCall(), logoutCspHash(), logoutDataTag(), logoutScriptTag({ nonce: null }), loader(), headers()['Vary']];
Visitor.withHash(visitor.userHash, account);
// @ts-expect-error: text is no details
key.visitor('customer@example.com');
// @ts-expect-error
key.visitor(null);
// @ts-expect-error: options are an object
visitor.scriptTag('nonce');
// @ts-expect-error: made by keys only
new Visitor();
// @ts-expect-error: it never changes
visitor.userHash = 'x';
console.log(texts);

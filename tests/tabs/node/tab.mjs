import { createHmac } from "userhash/crypto";

export default (key, data) => createHmac('sha256', key).update(data).digest('hex');

// A messenger in memory, for what the real one can't be asked to do: to fail, to be slow, to lose answers.
// Like the real one it goes by cookies; its only user hash is "right".

import { createServer } from "node:http";
import { once } from "node:events";
import { randomUUID } from "node:crypto";

export class Fake {
  /** Everything that was asked, as "METHOD path", and the bodies of what was posted. */
  asked = [];
  /**
   * What goes wrong: the connection is cut before anything is done, the answer is lost, there is an
   * error of this status instead, or the answer is late.
   * @type {(asked: string) => undefined | "cut" | "lose" | number | { late: Promise<unknown> }}
   */
  fault = () => undefined;
  accepts = (login) => login.user_hash === "right";
  verdict = "verified";
  conversations = new Map();
  guests = new Map();
  visitors = new Map();
  lastId = 0;
  widget = "";

  async listen() {
    this.server = createServer((request, response) => this.answer(request, response).catch((error) => {
      response.destroy();
      console.error(error);
    }));
    await once(this.server.listen(0, "127.0.0.1"), "listening");
    this.origin = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** How often something was asked. */
  count(asked) {
    return this.asked.filter((one) => one.asked === asked).length;
  }

  texts(who) {
    return (this.conversations.get(who) ?? []).map(({ text }) => text);
  }

  /** Writes into somebody's conversation. */
  write(who, text, from = "team") {
    const message = { id: ++this.lastId, from, text, at: new Date().toISOString() };
    this.conversations.set(who, [...(this.conversations.get(who) ?? []), message]);
    return message;
  }

  async answer(request, response) {
    if (request.url === "/widget.js") {
      response.writeHead(200, { "Content-Type": "text/javascript" });
      return response.end(this.widget);
    }
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Allow-Headers", "content-type");
    if (request.method === "OPTIONS") return response.writeHead(204).end();
    let body = "";
    for await (const chunk of request) body += chunk;
    const asked = `${request.method} ${new URL(request.url, this.origin).pathname.replace("/v1/apps/shop", "")}`;
    this.asked.push({ asked, body: body ? JSON.parse(body) : undefined });
    const fault = await this.fault(asked);
    if (fault === "cut") return response.destroy();
    const [status, answer] = typeof fault === "number"
      ? [fault, { error: { code: "fault", message: "As the test wanted it." } }]
      : this.act(asked, body && JSON.parse(body), request, response);
    if (fault === "lose") {
      // Halfway, for Chromium repeats a request by itself if it sees nothing of an answer.
      response.writeHead(status, { "Content-Type": "application/json", "Content-Length": 999 });
      response.write("{");
      return setTimeout(() => response.destroy(), 50);
    }
    // An answer that is held up is one that was made before.
    await fault?.late;
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer));
  }

  act(asked, body, request, response) {
    const cookies = Object.fromEntries((request.headers.cookie ?? "").split("; ").map((one) => one.split("=")));
    let guest = this.guests.has(cookies.guest) && cookies.guest;
    let visitor = this.visitors.get(cookies.visitor);
    const set = (name, value) => response.appendHeader("Set-Cookie", `${name}=${value}; Path=/v1/apps/shop; HttpOnly`);
    const greet = () => {
      if (guest) return;
      guest = randomUUID();
      this.guests.set(guest, {});
      set("guest", guest);
    };
    const owner = () => (visitor ? visitor.email : guest);
    const session = () => ({
      state: visitor ? "visitor" : "guest",
      verdict: visitor ? this.verdict : null,
      visitor: visitor ?? null,
      messages: this.conversations.get(owner()) ?? [],
    });
    switch (asked) {
      case "POST /session":
        greet();
        return [200, session()];
      case "GET /session":
        if (!visitor && !guest) return [401, { error: { code: "no_session", message: "There is no session." } }];
        return [200, session()];
      case "POST /login": {
        if (!body.userDetails) return [400, { error: { code: "malformed_request", message: "Details are missing." } }];
        if (!this.accepts(body)) {
          this.visitors.delete(cookies.visitor);
          return [403, { error: { code: "not_verified", message: "Not verified." } }];
        }
        greet();
        visitor = body.userDetails;
        const token = randomUUID();
        this.visitors.set(token, visitor);
        set("visitor", token);
        return [200, session()];
      }
      case "POST /logout":
        this.visitors.delete(cookies.visitor);
        visitor = undefined;
        greet();
        set("visitor", "; Max-Age=0");
        return [200, session()];
      case "POST /messages":
        if (!owner()) return [401, { error: { code: "no_session", message: "There is no session." } }];
        if (body.text === "refuse this") return [400, { error: { code: "refused_text", message: "Not that." } }];
        return [201, this.write(owner(), body.text, "visitor")];
      default:
        return [404, { error: { code: "not_found", message: "There is no such thing." } }];
    }
  }
}

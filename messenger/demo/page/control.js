;// The demo's hand on the widget. Only the demo page, which has this page in a frame, may move it.
(function () {
  "use strict";
  const script = document.currentScript;
  if (parent === window || !(script instanceof HTMLScriptElement)) return;
  const demo = new URL(script.src).origin;

  /** What the app puts on its pages for whoever is signed in; a stranger has to make something up. */
  async function onThePage() {
    const response = await fetch("/visitor.json");
    if (response.status === 200) return response.json();
    return { user_hash: "0".repeat(64), userDetails: { email: "ada@example.com", name: "Ada Lovelace" } };
  }

  /** The same hash, but for one digit. */
  const forged = (hash) => hash.slice(0, -1) + (hash.endsWith("0") ? "1" : "0");

  const actions = {
    /** Fills in the app's own form. What comes of it is told by the next page. */
    async signIn({ email }) {
      const form = document.querySelector("#login");
      form.querySelector("[name=email]").value = email;
      form.querySelector("[name=password]").value = "demo";
      form.requestSubmit();
      await new Promise(() => {});
    },
    async forge() {
      const { user_hash, userDetails } = await onThePage();
      await acquireIO.loginVisitor(forged(user_hash), userDetails);
    },
    async swap() {
      const { user_hash, userDetails } = await onThePage();
      const other = userDetails.email === "grace@example.com"
        ? { email: "ada@example.com", name: "Ada Lovelace" }
        : { email: "grace@example.com", name: "Grace Hopper" };
      await acquireIO.loginVisitor(user_hash, { ...userDetails, ...other });
    },
    async logOut() {
      await acquireIO.logoutVisitor();
      document.querySelector("#logout")?.requestSubmit();
    },
  };

  const report = (event, code) =>
    parent.postMessage({ userhash: event, code, state: acquireIO.session?.state, verdict: acquireIO.session?.verdict }, demo);

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== demo || source !== parent || !Object.hasOwn(actions, data?.userhash)) return;
    // A refused login is what is to be seen: the widget shows it, and so does the feed.
    actions[data.userhash](data).catch(() => {}).then(() => report("done"));
  });
  for (const event of ["verified", "unverified", "loggedout"]) acquireIO.on(event, () => report(event));
  acquireIO.on("rejected", ({ code }) => report("rejected", code));
  // Until something happens, the app's own form is what is to be seen.
  for (const event of ["verified", "rejected"]) acquireIO.on(event, () => acquireIO.open());
  report("ready");
})();

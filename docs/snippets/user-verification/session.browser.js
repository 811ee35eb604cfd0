window.acquire = window.acquire || [];

// Whom the server's session belongs to: the visitor, or null for a guest.
async function currentVisitor() {
  const response = await fetch('/visitor.json', { credentials: 'same-origin', cache: 'no-store' });
  if (response.status === 204) return null;
  if (!response.ok) throw new Error(`visitor.json: ${response.status}`);
  return response.json();
}

// Work for the widget, which may not have loaded yet: a function in the queue waits for it.
function withWidget(work) {
  window.acquire.push(() => work(window.acquireIO));
}

// After every login. On a page where somebody else was logged in, that one is logged out first.
async function loggedIn({ switching = false } = {}) {
  const visitor = await currentVisitor();
  if (visitor === null) return;
  withWidget((acquireIO) => {
    if (switching) acquireIO.logoutVisitor();
    acquireIO.loginVisitor(visitor.user_hash, visitor.userDetails);
  });
}

// After every logout, once the server has ended its session.
function loggedOut() {
  withWidget((acquireIO) => acquireIO.logoutVisitor());
}

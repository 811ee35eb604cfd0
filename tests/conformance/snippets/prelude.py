"""Runs a snippet with what it finds in its program: the request with the user of the session, the
policy's nonce, a body, and the response, which is shown at the end."""

import os
import runpy
import sys
from types import SimpleNamespace

user = SimpleNamespace(email="customer@example.com", name="Jane </script>")
request = SimpleNamespace(user=None if os.environ.get("SNIPPET_GUEST") else user)
response = SimpleNamespace(headers={}, status_code=200)
runpy.run_path(sys.argv[1], {"request": request, "response": response, "nonce": "bm9uY2U=",
                             "body": os.environ.get("SNIPPET_BODY")})
for name, value in response.headers.items():
    print(f"{name}: {value}")
print(f"Status: {response.status_code}")

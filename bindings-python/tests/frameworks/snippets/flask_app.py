from flask import Flask, Response, redirect, render_template_string, session

from userhash import SecretKey
from userhash.flask import Userhash

app = Flask(__name__)
app.secret_key = "the session's own secret"
app.config["USERHASH_KEY"] = SecretKey.from_env("USERHASH_SECRET_KEY")
userhash = Userhash(app, details=lambda: session.get("user"))


@app.get("/")
def page():
    return render_template_string("<title>Shop</title>{{ userhash_visitor() }}<p>Welcome!")


@app.post("/logout")
def log_out():
    session.clear()
    userhash.log_out()
    return redirect("/")


@app.get("/visitor.json")
def visitor_json():
    visitor = userhash.visitor()
    if visitor is None:
        return "", 204
    return Response(visitor.to_json(), mimetype="application/json")

<p>@userhash</p>@userhash()

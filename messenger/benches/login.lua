-- Page loads: each logs a user in whose browser still has the cookie of the last page.
local bodies, cookies, place = {}, {}, 0
for line in io.lines(os.getenv("BENCH_LOGINS")) do
  bodies[#bodies + 1] = line
end

local headers = { ["Content-Type"] = "application/json", ["Origin"] = os.getenv("BENCH_ORIGIN") }

function request()
  place = place % #bodies + 1
  headers["Cookie"] = table.remove(cookies)
  return wrk.format("POST", "/v1/apps/shop/login", headers, bodies[place])
end

function response(status, answered)
  local cookie = answered["set-cookie"]
  if status == 200 and cookie then
    cookies[#cookies + 1] = cookie:match("^[^;]+")
  end
end

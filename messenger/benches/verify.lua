-- A server that asks whether a hash is a user's.
wrk.method = "POST"
wrk.body = '{"user":"ada@example.com","user_hash":"' .. os.getenv("BENCH_HASH") .. '"}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")

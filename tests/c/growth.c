/* Resident memory before and after a million calls, and a hundred thousand that fail. */
#include "harness.h"

#include <stdlib.h>
#include <userhash.h>

enum { LIMIT = 64 * 1024, CALLS = 1000000, FAILING_CALLS = 100000 };

static const char USER[] = "customer@example.com";
static const char DETAILS[] = "{\"email\":\"customer@example.com\",\"tags\":[\"</script>\"]}";
static userhash_key key;
static char hash[USERHASH_HASH_SIZE];

/*
 * Memory of the process's own, in bytes: pages of the program's file, which the kernel maps ahead
 * as it likes, don't count. /proc/self/statm would be simpler, but lags behind by dozens of pages.
 */
static long resident(void)
{
    char line[256];
    long kib = -1;
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    CHECK(file != NULL);
    while (file != NULL && kib < 0 && fgets(line, sizeof line, file) != NULL) {
        sscanf(line, "Anonymous: %ld kB", &kib);
    }
    CHECK(kib > 0 && fclose(file) == 0);
    return kib * 1024;
}

/* Rendering takes memory from the heap, and gives it back. */
static int render(const char *details, size_t len, userhash_status expected)
{
    char tag[512];
    return userhash_visitor_script_tag(hash, 64, details, len, "abc", 3, tag, sizeof tag, NULL) == expected;
}

static int succeed(int i)
{
    userhash_hmac hmac;
    uint8_t tag[USERHASH_TAG_LENGTH];
    char user[16];
    size_t len = (size_t)snprintf(user, sizeof user, "%d", i), which;
    int failed = userhash_key_user_hash(&key, user, len, hash);
    failed |= userhash_key_verify(&key, user, len, hash, 64);
    failed |= userhash_keys_verify(&key, 1, user, len, hash, 64, &which);
    if (i % 16 == 0) {
        failed |= userhash_key_init(&key, "correct horse battery staple", 28);
        failed |= userhash_key_init_hex(&key, "c0ffee", 6);
        failed |= userhash_key_init_base64(&key, "wP/u", 4);
        failed |= userhash_key_visitor_hash(&key, DETAILS, sizeof DETAILS - 1, "email", 5, hash);
        failed |= !render(DETAILS, sizeof DETAILS - 1, USERHASH_OK);
        failed |= userhash_key_fingerprint(&key, hash);
        failed |= userhash_hmac_init(&hmac, user, len) | userhash_hmac_update(&hmac, user, len);
        failed |= userhash_hmac_digest(&hmac, tag) | userhash_hmac_reset(&hmac);
        failed |= userhash_hmac_sha256(user, len, user, len, tag);
    }
    return failed == 0;
}

static int fail(int i)
{
    userhash_key other;
    char junk[32];
    size_t len = (size_t)snprintf(junk, sizeof junk, "junk %d\n", i);
    return userhash_key_verify(&key, USER, 20, junk, len) == USERHASH_MISMATCH &&
           userhash_key_visitor_hash(&key, junk, len, "email", 5, hash) == USERHASH_MALFORMED_DETAILS &&
           render(junk, len, USERHASH_MALFORMED_DETAILS) &&
           userhash_key_user_hash(&key, NULL, len, hash) == USERHASH_NULL_POINTER &&
           userhash_key_user_hash(&key, junk, 0, hash) == USERHASH_EMPTY_USER &&
           userhash_key_init(&other, junk, len) == USERHASH_PADDED_SECRET &&
           userhash_key_init_hex(&other, junk, len) == USERHASH_MALFORMED_SECRET &&
           userhash_key_init_base64(&other, junk, len) == USERHASH_MALFORMED_SECRET &&
           userhash_key_init_env(&other, junk, len) == USERHASH_MISSING_SECRET &&
           userhash_key_init_file(&other, junk, len) == USERHASH_MISSING_SECRET;
}

static void grows_by_less_than_64_kib(int (*call)(int), int calls)
{
    int wrong = 0;
    for (int i = 0; i < calls / 100; i++) {
        wrong += !call(i);
    }
    long before = resident();
    for (int i = 0; i < calls; i++) {
        wrong += !call(i);
    }
    long grown = resident() - before;
    CHECK(wrong == 0);
    CHECK(grown < LIMIT);
    if (grown >= LIMIT) {
        printf("grew by %ld bytes\n", grown);
    }
}

static void a_million_calls(void) { grows_by_less_than_64_kib(succeed, CALLS); }
static void a_hundred_thousand_failing_calls(void)
{
    grows_by_less_than_64_kib(fail, FAILING_CALLS);
}

/* The measuring must notice a leak of ten bytes a call. */
static char *leaked[FAILING_CALLS];
static void a_leak_is_noticed(void)
{
    long before = resident();
    for (int i = 0; i < FAILING_CALLS; i++) {
        leaked[i] = (char *)malloc(10);
        CHECK(leaked[i] != NULL);
        leaked[i][0] = 1;
    }
    CHECK(resident() - before >= LIMIT);
}

int main(void)
{
    CHECK(userhash_key_init(&key, "correct horse battery staple", 28) == USERHASH_OK);
    RUN(a_million_calls);
    RUN(a_hundred_thousand_failing_calls);
    RUN(a_leak_is_noticed);
    return REPORT();
}

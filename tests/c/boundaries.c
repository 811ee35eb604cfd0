/*
 * The edges of memory: NULL and impossible lengths for every pointer of every function, outputs
 * that stay as they were after a failure, and data that ends where its page ends.
 */
#include "harness.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <userhash.h>

static const char SECRET[] = "correct horse battery staple";
static const char USER[] = "customer@example.com";
static const char NAME[] = "USERHASH_TEST_BOUNDARIES";

#define LEN(text) (sizeof(text) - 1)

static userhash_key key, scratch;
static userhash_hmac hmac, other;
static char hash[USERHASH_HASH_SIZE];
static uint8_t tag[USERHASH_TAG_LENGTH];
static char path[] = "/tmp/userhash-test-XXXXXX";

static void prepare(void)
{
    CHECK(userhash_key_init(&key, SECRET, LEN(SECRET)) == USERHASH_OK);
    CHECK(userhash_hmac_init(&hmac, SECRET, LEN(SECRET)) == USERHASH_OK);
    CHECK(userhash_key_user_hash(&key, USER, LEN(USER), hash) == USERHASH_OK);
}

/* --- every slice: a pointer and a length ------------------------------------------------------- */

#define SLICE(name, call)                                          \
    static userhash_status name(const void *data, size_t len)      \
    {                                                              \
        return call;                                               \
    }

SLICE(init_secret, userhash_key_init(&scratch, data, len))
SLICE(init_hex_text, userhash_key_init_hex(&scratch, data, len))
SLICE(init_base64_text, userhash_key_init_base64(&scratch, data, len))
SLICE(init_env_name, userhash_key_init_env(&scratch, data, len))
SLICE(init_file_path, userhash_key_init_file(&scratch, data, len))
SLICE(user_hash_user, userhash_key_user_hash(&key, data, len, hash))
SLICE(verify_user, userhash_key_verify(&key, data, len, hash, 64))
SLICE(verify_presented, userhash_key_verify(&key, USER, LEN(USER), data, len))
SLICE(keys_verify_user, userhash_keys_verify(&key, 1, data, len, hash, 64, NULL))
SLICE(keys_verify_presented, userhash_keys_verify(&key, 1, USER, LEN(USER), data, len, NULL))
SLICE(keys_verify_keys,
      userhash_keys_verify((const userhash_key *)data, len, USER, LEN(USER), hash, 64, NULL))
SLICE(hmac_init_key, userhash_hmac_init(&other, data, len))
SLICE(hmac_update_data, userhash_hmac_update(&hmac, data, len))
SLICE(hmac_sha256_key, userhash_hmac_sha256(data, len, USER, LEN(USER), tag))
SLICE(hmac_sha256_data, userhash_hmac_sha256(SECRET, LEN(SECRET), data, len, tag))
SLICE(equals_a, userhash_equals(data, len, "x", 1))
SLICE(equals_b, userhash_equals("x", 1, data, len))

static const struct {
    const char *name;
    userhash_status (*call)(const void *data, size_t len);
    userhash_status if_empty;
} slices[] = {
    {"init_secret", init_secret, USERHASH_EMPTY_SECRET},
    {"init_hex_text", init_hex_text, USERHASH_EMPTY_SECRET},
    {"init_base64_text", init_base64_text, USERHASH_EMPTY_SECRET},
    {"init_env_name", init_env_name, USERHASH_MISSING_SECRET},
    {"init_file_path", init_file_path, USERHASH_MISSING_SECRET},
    {"user_hash_user", user_hash_user, USERHASH_EMPTY_USER},
    {"verify_user", verify_user, USERHASH_EMPTY_USER},
    {"verify_presented", verify_presented, USERHASH_MISMATCH},
    {"keys_verify_user", keys_verify_user, USERHASH_EMPTY_USER},
    {"keys_verify_presented", keys_verify_presented, USERHASH_MISMATCH},
    {"keys_verify_keys", keys_verify_keys, USERHASH_EMPTY_SECRET},
    {"hmac_init_key", hmac_init_key, USERHASH_OK},
    {"hmac_update_data", hmac_update_data, USERHASH_OK},
    {"hmac_sha256_key", hmac_sha256_key, USERHASH_OK},
    {"hmac_sha256_data", hmac_sha256_data, USERHASH_OK},
    {"equals_a", equals_a, USERHASH_MISMATCH},
    {"equals_b", equals_b, USERHASH_MISMATCH},
};

static void every_slice_may_be_empty_and_nothing_else_may_be_null(void)
{
    prepare();
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++) {
        const struct {
            const void *data;
            size_t len;
            userhash_status status;
        } cases[] = {
            {NULL, 0, slices[i].if_empty},
            {&key, 0, slices[i].if_empty},
            /* With a length of 0, it doesn't matter where the pointer points. */
            {(const void *)(uintptr_t)1, 0, slices[i].if_empty},
            {NULL, 1, USERHASH_NULL_POINTER},
            {NULL, (size_t)PTRDIFF_MAX, USERHASH_NULL_POINTER},
            {NULL, SIZE_MAX, USERHASH_NULL_POINTER},
            {&key, (size_t)PTRDIFF_MAX + 1, USERHASH_TOO_LONG},
            {&key, SIZE_MAX, USERHASH_TOO_LONG},
        };
        for (size_t j = 0; j < sizeof cases / sizeof cases[0]; j++) {
            userhash_status status = slices[i].call(cases[j].data, cases[j].len);
            CHECK(status == cases[j].status);
            if (status != cases[j].status) {
                printf("%s, case %zu: %s\n", slices[i].name, j, userhash_status_code(status));
            }
        }
    }
    /* An array's length counts structs, not bytes. */
    size_t just_too_many = PTRDIFF_MAX / sizeof(userhash_key) + 1;
    CHECK(keys_verify_keys(&key, just_too_many) == USERHASH_TOO_LONG);
}

/* --- every struct and every output ------------------------------------------------------------ */

static void every_struct_and_output_is_needed(void)
{
    prepare();
#define NEEDED(call) CHECK((call) == USERHASH_NULL_POINTER)
    NEEDED(userhash_key_init(NULL, SECRET, LEN(SECRET)));
    NEEDED(userhash_key_init_hex(NULL, "00", 2));
    NEEDED(userhash_key_init_base64(NULL, "AAAA", 4));
    NEEDED(userhash_key_init_env(NULL, NAME, LEN(NAME)));
    NEEDED(userhash_key_init_file(NULL, path, LEN(path)));
    NEEDED(userhash_key_user_hash(NULL, USER, LEN(USER), hash));
    NEEDED(userhash_key_user_hash(&key, USER, LEN(USER), NULL));
    NEEDED(userhash_key_verify(NULL, USER, LEN(USER), hash, 64));
    NEEDED(userhash_keys_verify(NULL, 1, USER, LEN(USER), hash, 64, NULL));
    NEEDED(userhash_key_fingerprint(NULL, hash));
    NEEDED(userhash_key_fingerprint(&key, NULL));
    NEEDED(userhash_hmac_init(NULL, SECRET, LEN(SECRET)));
    NEEDED(userhash_hmac_update(NULL, USER, LEN(USER)));
    NEEDED(userhash_hmac_digest(NULL, tag));
    NEEDED(userhash_hmac_digest(&hmac, NULL));
    NEEDED(userhash_hmac_hexdigest(NULL, hash));
    NEEDED(userhash_hmac_hexdigest(&hmac, NULL));
    NEEDED(userhash_hmac_copy(NULL, &hmac));
    NEEDED(userhash_hmac_copy(&other, NULL));
    NEEDED(userhash_hmac_copy(NULL, NULL));
    NEEDED(userhash_hmac_reset(NULL));
    NEEDED(userhash_hmac_sha256(SECRET, LEN(SECRET), USER, LEN(USER), NULL));
    /* These two have nothing to do then. */
    userhash_key_wipe(NULL);
    userhash_hmac_wipe(NULL);
}

static void outputs_stay_as_they_were_after_a_failure(void)
{
    char out[USERHASH_HASH_SIZE], before[USERHASH_HASH_SIZE];
    uint8_t *bytes = (uint8_t *)out;
    userhash_key blank;
    userhash_hmac stopped;
    size_t which = 42;
    prepare();
    userhash_key_wipe(&blank);
    userhash_hmac_wipe(&stopped);
    memset(out, 0x5a, sizeof out);
    memcpy(before, out, sizeof out);
#define UNTOUCHED(call) CHECK((call) != USERHASH_OK && memcmp(out, before, sizeof out) == 0)
    UNTOUCHED(userhash_key_user_hash(&key, "", 0, out));
    UNTOUCHED(userhash_key_user_hash(&key, NULL, 1, out));
    UNTOUCHED(userhash_key_user_hash(&key, USER, SIZE_MAX, out));
    UNTOUCHED(userhash_key_user_hash(&blank, USER, LEN(USER), out));
    UNTOUCHED(userhash_key_user_hash(NULL, USER, LEN(USER), out));
    UNTOUCHED(userhash_key_fingerprint(&blank, out));
    UNTOUCHED(userhash_key_fingerprint(NULL, out));
    UNTOUCHED(userhash_hmac_digest(&stopped, bytes));
    UNTOUCHED(userhash_hmac_digest(NULL, bytes));
    UNTOUCHED(userhash_hmac_hexdigest(&stopped, out));
    UNTOUCHED(userhash_hmac_hexdigest(NULL, out));
    UNTOUCHED(userhash_hmac_sha256(NULL, 1, USER, LEN(USER), bytes));
    UNTOUCHED(userhash_hmac_sha256(SECRET, LEN(SECRET), NULL, 1, bytes));
    UNTOUCHED(userhash_keys_verify(&blank, 1, USER, LEN(USER), hash, 64, &which));
    CHECK(userhash_keys_verify(&key, 1, USER, LEN(USER), "no", 2, &which) == USERHASH_MISMATCH);
    CHECK(which == 42);
}

/* --- data that ends where its page ends -------------------------------------------------------- */

/* A readable and writable page between two that can't be touched. */
static char *guarded_page(size_t *size)
{
    *size = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = (char *)mmap(NULL, 3 * *size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(pages != MAP_FAILED);
    CHECK(mprotect(pages + *size, *size, PROT_READ | PROT_WRITE) == 0);
    return pages + *size;
}

static void the_guards_are_there(void)
{
    size_t size;
    char *page = guarded_page(&size);
    for (int after = 0; after < 2; after++) {
        int status;
        fflush(stdout);
        pid_t pid = fork();
        if (pid == 0) {
            volatile char *outside = after ? page + size : page - 1;
            _exit(*outside & 0);
        }
        CHECK(waitpid(pid, &status, 0) == pid);
        CHECK(!(WIFEXITED(status) && WEXITSTATUS(status) == 0));
    }
    munmap(page - size, 3 * size);
}

static void nothing_is_read_or_written_outside(void)
{
    size_t size, out_size;
    char *page = guarded_page(&size), *out_page = guarded_page(&out_size);
    char expected[USERHASH_HASH_SIZE], *hex = out_page + out_size - USERHASH_HASH_SIZE;
    uint8_t *end_tag = (uint8_t *)out_page + out_size - USERHASH_TAG_LENGTH;
    char *fingerprint = out_page + out_size - USERHASH_FINGERPRINT_SIZE;
    char text[1024];
    prepare();
    memset(text, 'a', sizeof text);
    for (size_t len = 1; len < 400; len++) {
        CHECK(userhash_key_user_hash(&key, text, len, expected) == USERHASH_OK);
        char *places[] = {page, page + size - len};
        for (int i = 0; i < 2; i++) {
            char *data = places[i];
            memset(data, 'a', len);
            CHECK(userhash_key_user_hash(&key, data, len, hex) == USERHASH_OK);
            CHECK(strcmp(hex, expected) == 0);
            CHECK(userhash_key_verify(&key, data, len, hex, 64) == USERHASH_OK);
            CHECK(userhash_key_verify(&key, USER, LEN(USER), data, len) == USERHASH_MISMATCH);
            CHECK(userhash_key_init(&scratch, data, len) == USERHASH_OK);
            CHECK((userhash_key_init_hex(&scratch, data, len) == USERHASH_OK) == (len % 2 == 0));
            CHECK((userhash_key_init_base64(&scratch, data, len) == USERHASH_OK) == (len % 4 == 0));
            CHECK(userhash_key_init_env(&scratch, data, len) == USERHASH_MISSING_SECRET);
            CHECK(userhash_key_init_file(&scratch, data, len) == USERHASH_MISSING_SECRET);
            CHECK(userhash_hmac_sha256(SECRET, LEN(SECRET), data, len, end_tag) == USERHASH_OK);
            CHECK(userhash_hmac_sha256(data, len, USER, LEN(USER), end_tag) == USERHASH_OK);
            CHECK(userhash_hmac_init(&other, data, len) == USERHASH_OK);
            CHECK(userhash_hmac_update(&other, data, len) == USERHASH_OK);
            CHECK(userhash_hmac_digest(&other, end_tag) == USERHASH_OK);
            CHECK(userhash_hmac_hexdigest(&other, hex) == USERHASH_OK);
            CHECK(userhash_equals(data, len, text, len) == USERHASH_OK);
        }
    }
    /* The structs themselves, and an array of them. */
    userhash_key *edge = (userhash_key *)(page + size) - 1;
    userhash_hmac *hmac_edge = (userhash_hmac *)(page + size) - 1;
    CHECK(userhash_key_init(edge, SECRET, LEN(SECRET)) == USERHASH_OK);
    CHECK(userhash_key_fingerprint(edge, fingerprint) == USERHASH_OK);
    CHECK(userhash_keys_verify(edge, 1, USER, LEN(USER), hash, 64, NULL) == USERHASH_OK);
    userhash_key_wipe(edge);
    CHECK(userhash_hmac_init(hmac_edge, SECRET, LEN(SECRET)) == USERHASH_OK);
    CHECK(userhash_hmac_reset(hmac_edge) == USERHASH_OK);
    CHECK(userhash_hmac_copy(&other, hmac_edge) == USERHASH_OK);
    CHECK(userhash_hmac_copy(hmac_edge, &other) == USERHASH_OK);
    userhash_hmac_wipe(hmac_edge);
    munmap(page - size, 3 * size);
    munmap(out_page - out_size, 3 * out_size);
}

int main(void)
{
    RUN(every_slice_may_be_empty_and_nothing_else_may_be_null);
    RUN(every_struct_and_output_is_needed);
    RUN(outputs_stay_as_they_were_after_a_failure);
    RUN(the_guards_are_there);
    RUN(nothing_is_read_or_written_outside);
    return REPORT();
}

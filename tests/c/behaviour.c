/* What the functions of the safe interface do with good and bad data. Also compiled as C++. */
#include "harness.h"

#include <stdlib.h>
#include <unistd.h>
#include <userhash.h>

static const char SECRET[] = "correct horse battery staple";
static const char USER[] = "customer@example.com";
/* printf %s customer@example.com | openssl dgst -sha256 -hmac "correct horse battery staple" */
static const char HASH[] = "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145";
/* printf %s "userhash fingerprint v1" | openssl dgst (as above) | cut -c 1-8 */
static const char FINGERPRINT[] = "1e04eea9";

#define LEN(text) (sizeof(text) - 1)
#define LOAD(key) CHECK(userhash_key_init(key, SECRET, LEN(SECRET)) == USERHASH_OK)

static int is_hash_of(const userhash_key *key, const void *user, size_t len, const char *expected)
{
    char hash[USERHASH_HASH_SIZE];
    return userhash_key_user_hash(key, user, len, hash) == USERHASH_OK && !strcmp(hash, expected);
}

static userhash_status verify(const userhash_key *key, const void *presented, size_t len)
{
    return userhash_key_verify(key, USER, LEN(USER), presented, len);
}

static void header_and_library_have_one_version(void)
{
    CHECK(strcmp(userhash_version(), USERHASH_VERSION) == 0);
}

static void every_status_has_a_code_and_a_message(void)
{
    CHECK(strcmp(userhash_status_code(USERHASH_OK), "ok") == 0);
    CHECK(strcmp(userhash_status_message(USERHASH_OK), "ok") == 0);
    CHECK(strcmp(userhash_status_code(USERHASH_PADDED_SECRET), "padded_secret") == 0);
    for (int32_t status = USERHASH_MISMATCH; status <= USERHASH_PANIC; status++) {
        CHECK(strcmp(userhash_status_code(status), "unknown") != 0);
        CHECK(strlen(userhash_status_message(status)) > 20);
    }
    const int32_t others[] = {-1, USERHASH_PANIC + 1, 1000, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK(strcmp(userhash_status_code(others[i]), "unknown") == 0);
        CHECK(strncmp(userhash_status_message(others[i]), "unknown", 7) == 0);
    }
}

static void a_user_hash_is_the_hmac_of_the_user(void)
{
    userhash_key key;
    LOAD(&key);
    CHECK(is_hash_of(&key, USER, LEN(USER), HASH));
    userhash_key_wipe(&key);
}

static void a_user_is_taken_byte_by_byte(void)
{
    userhash_key key;
    char hash[USERHASH_HASH_SIZE];
    LOAD(&key);
    CHECK(!is_hash_of(&key, "Customer@example.com", LEN(USER), HASH));
    CHECK(!is_hash_of(&key, "customer@example.com ", LEN(USER) + 1, HASH));
    CHECK(!is_hash_of(&key, "customer@example.com", LEN(USER) + 1, HASH));
    CHECK(userhash_key_user_hash(&key, "a\0b", 3, hash) == USERHASH_OK);
    CHECK(!is_hash_of(&key, "a", 1, hash));
    CHECK(userhash_key_user_hash(&key, "jos\xc3\xa9", 5, hash) == USERHASH_OK);
    CHECK(!is_hash_of(&key, "jose\xcc\x81", 6, hash));
    CHECK(userhash_key_user_hash(&key, "", 0, hash) == USERHASH_EMPTY_USER);
    userhash_key_wipe(&key);
}

/* RFC 4231, test cases 1 to 4, 6 and 7; 5 is truncated, which this library doesn't do. */
static const struct {
    const char *key, *data, *tag;
} rfc4231[] = {
    {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There",
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
    {"4a656665", "what do ya want for nothing?",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd"
     "\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd"
     "\xdd\xdd\xdd\xdd",
     "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
    {"0102030405060708090a0b0c0d0e0f10111213141516171819",
     "\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd"
     "\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd"
     "\xcd\xcd\xcd\xcd",
     "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
    {NULL, "Test Using Larger Than Block-Size Key - Hash Key First",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    {NULL,
     "This is a test using a larger than block-size key and a larger than block-size data. The key "
     "needs to be hashed before being used by the HMAC algorithm.",
     "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
};

static void the_answers_of_rfc_4231(void)
{
    char long_key[2 * 131 + 1];
    memset(long_key, 'a', LEN(long_key));
    long_key[LEN(long_key)] = '\0';
    for (size_t i = 0; i < sizeof rfc4231 / sizeof rfc4231[0]; i++) {
        const char *hex = rfc4231[i].key != NULL ? rfc4231[i].key : long_key;
        userhash_key key;
        CHECK(userhash_key_init_hex(&key, hex, strlen(hex)) == USERHASH_OK);
        CHECK(is_hash_of(&key, rfc4231[i].data, strlen(rfc4231[i].data), rfc4231[i].tag));
        userhash_key_wipe(&key);
    }
}

static void a_key_may_come_as_hexadecimal_or_base64(void)
{
    userhash_key key;
    const char hex[] = "636F727265637420686f727365206261747465727920737461706c65";
    const char base64[] = "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==";
    CHECK(userhash_key_init_hex(&key, hex, LEN(hex)) == USERHASH_OK);
    CHECK(is_hash_of(&key, USER, LEN(USER), HASH));
    CHECK(userhash_key_init_base64(&key, base64, LEN(base64)) == USERHASH_OK);
    CHECK(is_hash_of(&key, USER, LEN(USER), HASH));
    CHECK(userhash_key_init_hex(&key, "", 0) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_key_init_hex(&key, "abc", 3) == USERHASH_MALFORMED_SECRET);
    CHECK(userhash_key_init_hex(&key, "0x", 2) == USERHASH_MALFORMED_SECRET);
    CHECK(userhash_key_init_hex(&key, "ab\n", 3) == USERHASH_MALFORMED_SECRET);
    CHECK(userhash_key_init_base64(&key, "", 0) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_key_init_base64(&key, base64, LEN(base64) - 1) == USERHASH_MALFORMED_SECRET);
    CHECK(userhash_key_init_base64(&key, "_-_-", 4) == USERHASH_MALFORMED_SECRET);
    CHECK(userhash_key_init_base64(&key, "\xff\xff\xff\xff", 4) == USERHASH_MALFORMED_SECRET);
}

static void a_key_that_is_a_mistake_is_refused(void)
{
    static const struct {
        const char *secret;
        userhash_status status;
    } refused[] = {
        {"", USERHASH_EMPTY_SECRET},
        {" \t\r\n", USERHASH_EMPTY_SECRET},
        {"s3cr3t\n", USERHASH_PADDED_SECRET},
        {" s3cr3t", USERHASH_PADDED_SECRET},
        {"\xef\xbb\xbfs3cr3t", USERHASH_PADDED_SECRET},
        {"YOUR_SECRET_KEY", USERHASH_PLACEHOLDER_SECRET},
        {"<your secret>", USERHASH_PLACEHOLDER_SECRET},
        {"changeme", USERHASH_PLACEHOLDER_SECRET},
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        userhash_key key;
        LOAD(&key);
        const char *secret = refused[i].secret;
        CHECK(userhash_key_init(&key, secret, strlen(secret)) == refused[i].status);
        /* The key that was there before is gone: a failure can't go unnoticed. */
        CHECK(verify(&key, HASH, LEN(HASH)) == USERHASH_EMPTY_SECRET);
    }
}

static userhash_status from_env(userhash_key *key, const char *name, const char *value)
{
    if (value != NULL) {
        setenv(name, value, 1);
    }
    userhash_status status = userhash_key_init_env(key, name, strlen(name));
    unsetenv(name);
    return status;
}

static void a_key_may_come_from_the_environment(void)
{
    userhash_key key;
    CHECK(from_env(&key, "USERHASH_TEST", SECRET) == USERHASH_OK);
    CHECK(is_hash_of(&key, USER, LEN(USER), HASH));
    CHECK(from_env(&key, "USERHASH_TEST", "correct horse battery staple\n") == USERHASH_OK);
    CHECK(is_hash_of(&key, USER, LEN(USER), HASH));
    CHECK(from_env(&key, "USERHASH_TEST", "s3cr3t\n\n") == USERHASH_PADDED_SECRET);
    CHECK(from_env(&key, "USERHASH_TEST", "") == USERHASH_EMPTY_SECRET);
    CHECK(from_env(&key, "USERHASH_TEST", NULL) == USERHASH_MISSING_SECRET);
    CHECK(from_env(&key, "VITE_ACQUIRE_SECRET", SECRET) == USERHASH_PUBLIC_SECRET);
    CHECK(from_env(&key, "NEXT_PUBLIC_SECRET", NULL) == USERHASH_PUBLIC_SECRET);
    CHECK(userhash_key_init_env(&key, "A=B", 3) == USERHASH_MISSING_SECRET);
    CHECK(userhash_key_init_env(&key, "A\0B", 3) == USERHASH_MISSING_SECRET);
    CHECK(userhash_key_init_env(&key, "", 0) == USERHASH_MISSING_SECRET);
}

static userhash_status from_file(userhash_key *key, const char *contents, size_t len)
{
    char path[] = "/tmp/userhash-test-XXXXXX";
    int file = mkstemp(path);
    CHECK(file >= 0 && write(file, contents, len) == (ssize_t)len && close(file) == 0);
    userhash_status status = userhash_key_init_file(key, path, strlen(path));
    unlink(path);
    return status;
}

static void a_key_may_come_from_a_file(void)
{
    userhash_key key;
    static char large[65537];
    memset(large, 'k', sizeof large);
    CHECK(from_file(&key, SECRET, LEN(SECRET)) == USERHASH_OK);
    CHECK(is_hash_of(&key, USER, LEN(USER), HASH));
    CHECK(from_file(&key, "correct horse battery staple\r\n", LEN(SECRET) + 2) == USERHASH_OK);
    CHECK(is_hash_of(&key, USER, LEN(USER), HASH));
    CHECK(from_file(&key, "", 0) == USERHASH_EMPTY_SECRET);
    CHECK(from_file(&key, "s3cr3t\n\n", 8) == USERHASH_PADDED_SECRET);
    CHECK(from_file(&key, large, sizeof large - 1) == USERHASH_OK);
    CHECK(from_file(&key, large, sizeof large) == USERHASH_MALFORMED_SECRET);
    CHECK(userhash_key_init_file(&key, "/nowhere/at/all", 15) == USERHASH_MISSING_SECRET);
    CHECK(userhash_key_init_file(&key, "/tmp", 4) == USERHASH_MISSING_SECRET);
    CHECK(userhash_key_init_file(&key, "/tmp\0x", 6) == USERHASH_MISSING_SECRET);
    CHECK(userhash_key_init_file(&key, "", 0) == USERHASH_MISSING_SECRET);
}

static void only_the_right_hash_is_accepted(void)
{
    userhash_key key;
    LOAD(&key);
    CHECK(verify(&key, HASH, LEN(HASH)) == USERHASH_OK);
    CHECK(userhash_key_verify(&key, "", 0, HASH, LEN(HASH)) == USERHASH_EMPTY_USER);
    CHECK(userhash_key_verify(&key, "other", 5, HASH, LEN(HASH)) == USERHASH_MISMATCH);
    for (size_t bit = 0; bit < 256; bit++) {
        static const char digits[] = "0123456789abcdef";
        char flipped[USERHASH_HASH_SIZE];
        memcpy(flipped, HASH, sizeof flipped);
        size_t value = (size_t)(strchr(digits, flipped[bit / 4]) - digits);
        flipped[bit / 4] = digits[value ^ (size_t)1 << bit % 4];
        CHECK(verify(&key, flipped, LEN(HASH)) == USERHASH_MISMATCH);
    }
    userhash_key_wipe(&key);
}

static void whatever_a_visitor_sends_is_a_mismatch(void)
{
    userhash_key key;
    char text[USERHASH_HASH_SIZE + 1];
    LOAD(&key);
    CHECK(verify(&key, NULL, 0) == USERHASH_MISMATCH);
    for (size_t len = 0; len < LEN(HASH); len++) {
        CHECK(verify(&key, HASH, len) == USERHASH_MISMATCH);
    }
    /* With the NUL that ends it, and with one more character. */
    CHECK(verify(&key, HASH, sizeof HASH) == USERHASH_MISMATCH);
    snprintf(text, sizeof text, "%s0", HASH);
    CHECK(verify(&key, text, sizeof text - 1) == USERHASH_MISMATCH);
    for (size_t i = 0; i < LEN(HASH); i++) {
        text[i] = HASH[i] >= 'a' ? (char)(HASH[i] - 'a' + 'A') : HASH[i];
    }
    CHECK(verify(&key, text, LEN(HASH)) == USERHASH_MISMATCH);
    for (int c = 0; c < 256; c++) {
        memset(text, c, sizeof text);
        CHECK(verify(&key, text, LEN(HASH)) == USERHASH_MISMATCH);
    }
    size_t size = 1 << 20;
    char *junk = (char *)malloc(size);
    memset(junk, '0', size);
    memcpy(junk, HASH, LEN(HASH));
    CHECK(verify(&key, junk, size) == USERHASH_MISMATCH);
    free(junk);
    userhash_key_wipe(&key);
}

static void several_keys_are_accepted_during_a_rotation(void)
{
    userhash_key keys[3];
    size_t which = 42;
    CHECK(userhash_key_init(&keys[0], "this year's", 11) == USERHASH_OK);
    LOAD(&keys[1]);
    LOAD(&keys[2]);
#define VERIFY(count, hash, which) \
    userhash_keys_verify(keys, count, USER, LEN(USER), hash, LEN(HASH), which)
    CHECK(VERIFY(3, HASH, &which) == USERHASH_OK && which == 1);
    CHECK(VERIFY(3, HASH, NULL) == USERHASH_OK);
    which = 42;
    CHECK(VERIFY(1, HASH, &which) == USERHASH_MISMATCH && which == 42);
    CHECK(VERIFY(0, HASH, &which) == USERHASH_EMPTY_SECRET && which == 42);
    char current[USERHASH_HASH_SIZE];
    CHECK(userhash_key_user_hash(&keys[0], USER, LEN(USER), current) == USERHASH_OK);
    CHECK(VERIFY(3, current, &which) == USERHASH_OK && which == 0);
    userhash_key_wipe(&keys[2]);
    CHECK(VERIFY(3, HASH, &which) == USERHASH_EMPTY_SECRET && which == 0);
    CHECK(userhash_keys_verify(keys, 2, "", 0, HASH, LEN(HASH), NULL) == USERHASH_EMPTY_USER);
    CHECK(userhash_keys_verify(keys, 2, USER, LEN(USER), NULL, 0, NULL) == USERHASH_MISMATCH);
#undef VERIFY
}

static void a_fingerprint_names_a_key(void)
{
    userhash_key key;
    char fingerprint[USERHASH_FINGERPRINT_SIZE];
    LOAD(&key);
    CHECK(userhash_key_fingerprint(&key, fingerprint) == USERHASH_OK);
    CHECK(strcmp(fingerprint, FINGERPRINT) == 0);
    userhash_key_wipe(&key);
}

int main(void)
{
    RUN(header_and_library_have_one_version);
    RUN(every_status_has_a_code_and_a_message);
    RUN(a_user_hash_is_the_hmac_of_the_user);
    RUN(a_user_is_taken_byte_by_byte);
    RUN(the_answers_of_rfc_4231);
    RUN(a_key_may_come_as_hexadecimal_or_base64);
    RUN(a_key_that_is_a_mistake_is_refused);
    RUN(a_key_may_come_from_the_environment);
    RUN(a_key_may_come_from_a_file);
    RUN(only_the_right_hash_is_accepted);
    RUN(whatever_a_visitor_sends_is_a_mismatch);
    RUN(several_keys_are_accepted_during_a_rotation);
    RUN(a_fingerprint_names_a_key);
    return REPORT();
}

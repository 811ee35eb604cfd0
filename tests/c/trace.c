/*
 * Constant time by tracing: memcheck is told that what a secret key was turned into, and the user,
 * are undefined, so it reports every branch and every index that depends on them.
 *
 *     valgrind --error-exitcode=1 trace verify       reports nothing
 *     valgrind --error-exitcode=1 trace early_exit   and the other mutants: reported
 *
 * Valgrind's processor has no SHA instructions, so this traces the portable SHA-256.
 */
#include "harness.h"

#include <stdlib.h>
#include <sys/random.h>
#include <userhash.h>
#include <valgrind/memcheck.h>

static const size_t KEY_LENGTHS[] = {1, 16, 20, 32, 63, 64, 65, 100, 200};
static const size_t USER_LENGTHS[] = {1, 5, 20, 55, 56, 63, 64, 65, 119, 300};
enum { MAX_LENGTH = 300, HEX = USERHASH_HASH_LENGTH };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define HIDE(data, len) (void)VALGRIND_MAKE_MEM_UNDEFINED(data, len)
#define SHOW(data, len) (void)VALGRIND_MAKE_MEM_DEFINED(data, len)

/* What a check gets: in each form that the library or a mutant needs. All but `presented` is
 * secret. */
struct input {
    userhash_key key;
    unsigned char secret[MAX_LENGTH], user[MAX_LENGTH];
    size_t secret_len, user_len;
    char presented[HEX];
};

/* A way to check: 0 if the hash is right. */
typedef int checker(const struct input *in);

static int verify(const struct input *in)
{
    return userhash_key_verify(&in->key, in->user, in->user_len, in->presented, HEX);
}

/* Making a hash; what came out goes on a page, so it may be looked at. */
static int user_hash(const struct input *in)
{
    char hash[USERHASH_HASH_SIZE];
    int failed = userhash_key_user_hash(&in->key, in->user, in->user_len, hash);
    SHOW(hash, sizeof hash);
    return failed != USERHASH_OK || memcmp(hash, in->presented, HEX) != 0;
}

static int keys_verify(const struct input *in)
{
    userhash_key ring[2];
    ring[0] = in->key, ring[1] = in->key;
    return userhash_keys_verify(ring, 2, in->user, in->user_len, in->presented, HEX, NULL);
}

static int hex_value(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

static void decode(const char *hex, uint8_t *bytes)
{
    for (size_t i = 0; i < HEX; i += 2) {
        bytes[i / 2] = (uint8_t)(hex_value(hex[i]) << 4 | hex_value(hex[i + 1]));
    }
}

/* The raw interface: a tag from a hidden key and message, compared with a presented one. */
static int raw(const struct input *in)
{
    uint8_t tag[USERHASH_TAG_LENGTH], streamed[USERHASH_TAG_LENGTH], presented[HEX / 2];
    char hex[USERHASH_HASH_SIZE];
    userhash_hmac hmac;
    int failed = userhash_hmac_sha256(in->secret, in->secret_len, in->user, in->user_len, tag);
    failed |= userhash_hmac_init(&hmac, in->secret, in->secret_len);
    failed |= userhash_hmac_update(&hmac, in->user, in->user_len);
    failed |= userhash_hmac_digest(&hmac, streamed);
    failed |= userhash_hmac_hexdigest(&hmac, hex);
    decode(in->presented, presented);
    return failed | userhash_equals(tag, sizeof tag, presented, sizeof presented) |
           userhash_equals(streamed, sizeof tag, presented, sizeof presented) |
           userhash_equals(hex, HEX, in->presented, HEX);
}

/* --- mutants: each does what one of the incidents of the past did ------------------------------ */

static void expect_tag(const struct input *in, uint8_t *tag)
{
    if (userhash_hmac_sha256(in->secret, in->secret_len, in->user, in->user_len, tag)) {
        abort();
    }
}

/* Stops at the first byte that differs. */
static int early_exit(const struct input *in)
{
    uint8_t tag[USERHASH_TAG_LENGTH], presented[HEX / 2];
    expect_tag(in, tag);
    decode(in->presented, presented);
    for (size_t i = 0; i < sizeof tag; i++) {
        if (tag[i] != presented[i]) {
            return 1;
        }
    }
    return 0;
}

/* Leaves the comparing to the C library. */
static int with_memcmp(const struct input *in)
{
    uint8_t tag[USERHASH_TAG_LENGTH], presented[HEX / 2];
    expect_tag(in, tag);
    decode(in->presented, presented);
    return memcmp(tag, presented, sizeof tag) != 0;
}

/* Compares well, but encodes the expected hash with a table first. */
static int hex_table(const struct input *in)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t tag[USERHASH_TAG_LENGTH];
    int different = 0;
    expect_tag(in, tag);
    for (size_t i = 0; i < sizeof tag; i++) {
        different |= digits[tag[i] >> 4] ^ in->presented[2 * i];
        different |= digits[tag[i] & 15] ^ in->presented[2 * i + 1];
    }
    return different != 0;
}

/* Is quicker for one user than for the others. */
static int special_user(const struct input *in)
{
    return in->user[0] == 'a' ? 1 : verify(in);
}

static const struct {
    const char *name;
    checker *asks;
} checkers[] = {
    {"verify", verify},           {"user_hash", user_hash},
    {"keys_verify", keys_verify}, {"raw", raw},
    {"early_exit", early_exit},   {"with_memcmp", with_memcmp},
    {"hex_table", hex_table},     {"special_user", special_user},
};

/* --- the run ----------------------------------------------------------------------------------- */

static void random_bytes(void *data, size_t len)
{
    CHECK(getrandom(data, len, 0) == (ssize_t)len);
}

/* Loads keys from binary, which the interface takes as hexadecimal. */
static void load(userhash_key *key, const unsigned char *secret, size_t len)
{
    char hex[2 * MAX_LENGTH + 1];
    for (size_t i = 0; i < len; i++) {
        snprintf(hex + 2 * i, 3, "%02x", secret[i]);
    }
    CHECK(userhash_key_init_hex(key, hex, 2 * len) == USERHASH_OK);
}

/* Hides the words in which two keys differ: those depend on the secret, whatever they are. */
static void hide_key(userhash_key *key)
{
    userhash_key other;
    size_t hidden = 0;
    load(&other, (const unsigned char *)"another", 7);
    for (size_t i = 0; i < COUNT(key->opaque); i++) {
        if (key->opaque[i] != other.opaque[i]) {
            HIDE(&key->opaque[i], sizeof key->opaque[i]);
            hidden += sizeof key->opaque[i];
        }
    }
    /* Two SHA-256 states. */
    CHECK(hidden == 64);
}

static int answer(checker *asks, struct input *in)
{
    hide_key(&in->key);
    HIDE(in->secret, in->secret_len);
    HIDE(in->user, in->user_len);
    int wrong = asks(in);
    /* Whether the hash was right is no secret. */
    SHOW(&wrong, sizeof wrong);
    SHOW(in, sizeof *in);
    return wrong;
}

static void trace(checker *asks, size_t secret_len, size_t user_len)
{
    struct input in;
    char hash[USERHASH_HASH_SIZE];
    memset(&in, 0, sizeof in);
    in.secret_len = secret_len, in.user_len = user_len;
    random_bytes(in.secret, secret_len);
    random_bytes(in.user, user_len);
    in.user[0] |= 0x80;
    load(&in.key, in.secret, secret_len);
    CHECK(userhash_key_user_hash(&in.key, in.user, user_len, hash) == USERHASH_OK);
    memcpy(in.presented, hash, HEX);
    CHECK(!answer(asks, &in));
    /* Wrong at the start, in the middle, at the end, and everywhere. */
    for (int i = 0; i < 4; i++) {
        memcpy(in.presented, hash, HEX);
        if (i < 3) {
            size_t at = (size_t)i * (HEX - 1) / 2;
            in.presented[at] = in.presented[at] == '0' ? '1' : '0';
        } else {
            memset(in.presented, '0', HEX);
        }
        CHECK(answer(asks, &in));
    }
}

static checker *chosen;

static void all_lengths(void)
{
    for (size_t k = 0; k < COUNT(KEY_LENGTHS); k++) {
        for (size_t u = 0; u < COUNT(USER_LENGTHS); u++) {
            trace(chosen, KEY_LENGTHS[k], USER_LENGTHS[u]);
        }
    }
}

int main(int argc, char **argv)
{
    if (!RUNNING_ON_VALGRIND) {
        puts("this proves something only under valgrind");
        return 2;
    }
    for (size_t i = 0; argc == 2 && i < COUNT(checkers); i++) {
        if (strcmp(argv[1], checkers[i].name) == 0) {
            chosen = checkers[i].asks;
            RUN(all_lengths);
            return REPORT();
        }
    }
    return 2;
}

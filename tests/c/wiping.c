/*
 * What of a secret key is left in memory after use.
 *
 * A child gets a random key through a pipe, uses it, wipes its own copy and waits. The parent,
 * which made the key only after the child was there, reads the child's writable memory through
 * /proc and searches for the key and for everything that forges hashes as well as the key does:
 * the padded key blocks and the two SHA-256 states that they lead to, in each order of bytes and
 * words that a SHA-256 implementation holds them in. Two controls show that the search works:
 * a child that doesn't use the key has nothing, one that keeps it is caught.
 *
 * The first call of a function that is bound lazily saves the processor's registers to the stack.
 * No library can promise what was in them, so this is linked with `-z now`, as distributions do.
 * With LAZY, and `-z lazy`, it looks at the usual keys and the safe interface only: the core takes
 * care that those don't stay in registers.
 */
#include "harness.h"
#include "search.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>
#include <userhash.h>

enum { MAX_KEY = 256, TEXT_SIZE = 2 * MAX_KEY + 2 };
static const char USER[] = "customer@example.com";

/* What a child does with the key: returns 0 if everything answered as it should. */
typedef int scenario(char *key, size_t len);

static void wipe(void *data, size_t len)
{
    volatile unsigned char *byte = (volatile unsigned char *)data;
    while (len-- > 0) {
        *byte++ = 0;
    }
}

/* --- the scenarios --------------------------------------------------------------------------- */

static int does_nothing(char *key, size_t len)
{
    (void)key;
    (void)len;
    return 0;
}

/* The copy that the control forgets. */
static char kept[MAX_KEY];

static int keeps_the_key(char *key, size_t len)
{
    memcpy(kept, key, len);
    return 0;
}

/* Uses a loaded key in every way there is, and leaves it loaded. */
static int use(const userhash_key *key)
{
    char hash[USERHASH_HASH_SIZE], fingerprint[USERHASH_FINGERPRINT_SIZE];
    size_t which;
    int wrong = userhash_key_user_hash(key, USER, strlen(USER), hash) != USERHASH_OK;
    wrong |= userhash_key_fingerprint(key, fingerprint) != USERHASH_OK;
    wrong |= userhash_key_verify(key, USER, strlen(USER), hash, 64) != USERHASH_OK;
    wrong |= userhash_keys_verify(key, 1, USER, strlen(USER), hash, 64, &which) != USERHASH_OK;
    hash[0] = hash[0] == '0' ? '1' : '0';
    wrong |= userhash_key_verify(key, USER, strlen(USER), hash, 64) != USERHASH_MISMATCH;
    wrong |= userhash_key_verify(key, USER, strlen(USER), "junk", 4) != USERHASH_MISMATCH;
    return wrong;
}

static userhash_key loaded;

static int leaves_it_loaded(char *key, size_t len)
{
    return userhash_key_init(&loaded, key, len) != USERHASH_OK || use(&loaded);
}

static int loads(char *key, size_t len)
{
    userhash_key here;
    int wrong = userhash_key_init(&here, key, len) != USERHASH_OK;
    userhash_key_wipe(&here);
    return wrong;
}

static int uses(char *key, size_t len)
{
    userhash_key here;
    int wrong = userhash_key_init(&here, key, len) != USERHASH_OK || use(&here);
    userhash_key_wipe(&here);
    return wrong;
}

static int loads_hex(char *key, size_t len)
{
    userhash_key here;
    char text[TEXT_SIZE];
    for (size_t i = 0; i < len; i++) {
        static const char digits[] = "0123456789abcdef";
        text[2 * i] = digits[(unsigned char)key[i] >> 4];
        text[2 * i + 1] = digits[(unsigned char)key[i] & 15];
    }
    int wrong = userhash_key_init_hex(&here, text, 2 * len) != USERHASH_OK || use(&here);
    /* Refused at its last character, when the rest has been decoded already. */
    text[2 * len - 1] = 'x';
    wrong |= userhash_key_init_hex(&here, text, 2 * len) != USERHASH_MALFORMED_SECRET;
    wipe(text, sizeof text);
    return wrong;
}

static int loads_base64(char *key, size_t len)
{
    userhash_key here;
    char text[TEXT_SIZE];
    size_t text_len =
        (size_t)EVP_EncodeBlock((unsigned char *)text, (const unsigned char *)key, (int)len);
    int wrong = userhash_key_init_base64(&here, text, text_len) != USERHASH_OK || use(&here);
    userhash_key_wipe(&here);
    text[text_len] = '\n';
    wrong |= userhash_key_init_base64(&here, text, text_len + 1) != USERHASH_MALFORMED_SECRET;
    wipe(text, sizeof text);
    return wrong;
}

static int loads_a_file(char *key, size_t len)
{
    userhash_key here;
    char path[] = "/tmp/userhash-wiping-XXXXXX";
    int file = mkstemp(path);
    int wrong = file < 0 || write(file, key, len) != (ssize_t)len || close(file) != 0;
    wrong |= userhash_key_init_file(&here, path, strlen(path)) != USERHASH_OK || use(&here);
    unlink(path);
    userhash_key_wipe(&here);
    return wrong;
}

static int is_refused(char *key, size_t len)
{
    userhash_key here;
    key[len] = '\n';
    return userhash_key_init(&here, key, len + 1) != USERHASH_PADDED_SECRET;
}

static int is_replaced(char *key, size_t len)
{
    userhash_key here;
    int wrong = userhash_key_init(&here, key, len) != USERHASH_OK || use(&here);
    return wrong || userhash_key_init(&here, "another key", 11) != USERHASH_OK;
}

#ifndef LAZY
static int starts(char *key, size_t len)
{
    userhash_hmac one;
    int wrong = userhash_hmac_init(&one, key, len) != USERHASH_OK;
    userhash_hmac_wipe(&one);
    return wrong;
}

static int forks(char *key, size_t len)
{
    userhash_hmac one, two;
    int wrong = userhash_hmac_init(&one, key, len) != USERHASH_OK;
    wrong |= userhash_hmac_copy(&two, &one) != USERHASH_OK;
    userhash_hmac_wipe(&one);
    userhash_hmac_wipe(&two);
    return wrong;
}

static int streams(char *key, size_t len)
{
    userhash_hmac one, two;
    uint8_t tag[USERHASH_TAG_LENGTH];
    char hex[USERHASH_HASH_SIZE];
    int wrong = userhash_hmac_init(&one, key, len) != USERHASH_OK;
    wrong |= userhash_hmac_update(&one, USER, strlen(USER)) != USERHASH_OK;
    wrong |= userhash_hmac_digest(&one, tag) != USERHASH_OK;
    wrong |= userhash_hmac_copy(&two, &one) != USERHASH_OK;
    wrong |= userhash_hmac_hexdigest(&two, hex) != USERHASH_OK;
    wrong |= userhash_hmac_reset(&one) != USERHASH_OK;
    userhash_hmac_wipe(&one);
    userhash_hmac_wipe(&two);
    return wrong;
}

static int calls_once(char *key, size_t len)
{
    uint8_t tag[USERHASH_TAG_LENGTH];
    return userhash_hmac_sha256(key, len, USER, strlen(USER), tag) != USERHASH_OK;
}
#endif

/* --- parent and child ------------------------------------------------------------------------ */

/* What keys are made of; the last kind is text in an encoding other than UTF-8. */
enum kind { LETTERS, BINARY, LATIN1 };
static const char *const kinds[] = {"letters", "binary", "Latin-1"};

static void make_key(char *key, size_t len, enum kind kind)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    if (getrandom(key, len, 0) != (ssize_t)len) {
        abort();
    }
    for (size_t i = 0; i < len; i++) {
        key[i] = kind == BINARY ? (char)(key[i] | 0x80) : letters[(unsigned char)key[i] % 64];
        if (kind == LATIN1 && i % 20 == 19) {
            key[i] = (char)0xfc;
        }
    }
}

static void child(scenario *act, size_t len, int in, int out)
{
    char key[MAX_KEY + 1], go;
    if (read(in, key, len) != (ssize_t)len) {
        _exit(2);
    }
    char answer = (char)act(key, len);
    wipe(key, sizeof key);
    if (write(out, &answer, 1) != 1 || read(in, &go, 1) != 1) {
        _exit(2);
    }
    _exit(0);
}

static struct hits examine(scenario *act, size_t len, enum kind kind)
{
    int down[2], up[2], status;
    char key[MAX_KEY], answer = 1;
    if (pipe(down) != 0 || pipe(up) != 0) {
        abort();
    }
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        child(act, len, down[0], up[1]);
    }
    make_key(key, len, kind);
    CHECK(write(down[1], key, len) == (ssize_t)len);
    CHECK(read(up[0], &answer, 1) == 1 && answer == 0);
    struct hits hits = search(pid, key, len);
    CHECK(write(down[1], "", 1) == 1);
    CHECK(waitpid(pid, &status, 0) == pid && status == 0);
    close(down[0]), close(down[1]), close(up[0]), close(up[1]);
    return hits;
}

/* Keys of less than a block, of a block, of more than one, and of no particular text. */
static const struct {
    size_t len;
    enum kind kind;
} shapes[] = {
    {20, LETTERS},
    {64, LETTERS},
#ifndef LAZY
    {100, LETTERS}, {256, LETTERS}, {40, BINARY}, {200, BINARY}, {64, LATIN1}, {200, LATIN1},
#endif
};

#define FOR_SHAPES(act, condition)                                                                \
    do {                                                                                          \
        for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {                           \
            struct hits hits = examine(act, shapes[i].len, shapes[i].kind);                       \
            int ok = (condition);                                                                 \
            CHECK(ok && #act);                                                                    \
            if (!ok) {                                                                            \
                printf("%s, %zu bytes of %s: key %zu, blocks %zu, states %zu\n", #act, shapes[i].len, \
                        kinds[shapes[i].kind], hits.key, hits.blocks, hits.states); \
            }                                                                                     \
        }                                                                                         \
    } while (0)

#define NOTHING (hits.key == 0 && hits.blocks == 0 && hits.states == 0)

static void control_without_computation(void) { FOR_SHAPES(does_nothing, NOTHING); }
static void control_with_a_kept_key(void) { FOR_SHAPES(keeps_the_key, hits.key >= 1); }
static void a_loaded_key_is_two_states_and_nothing_else(void)
{
    /* One inner and one outer state, each of two halves. */
    FOR_SHAPES(leaves_it_loaded, hits.key == 0 && hits.blocks == 0 && hits.states == 4);
}
static void nothing_is_left_of_loading(void) { FOR_SHAPES(loads, NOTHING); }
static void nothing_is_left_of_using(void) { FOR_SHAPES(uses, NOTHING); }
static void nothing_is_left_of_hexadecimal(void) { FOR_SHAPES(loads_hex, NOTHING); }
static void nothing_is_left_of_base64(void) { FOR_SHAPES(loads_base64, NOTHING); }
static void nothing_is_left_of_a_file(void) { FOR_SHAPES(loads_a_file, NOTHING); }
static void nothing_is_left_of_a_refused_key(void) { FOR_SHAPES(is_refused, NOTHING); }
static void nothing_is_left_of_a_replaced_key(void) { FOR_SHAPES(is_replaced, NOTHING); }
#ifndef LAZY
static void nothing_is_left_of_starting(void) { FOR_SHAPES(starts, NOTHING); }
static void nothing_is_left_of_forking(void) { FOR_SHAPES(forks, NOTHING); }
static void nothing_is_left_of_streaming(void) { FOR_SHAPES(streams, NOTHING); }
static void nothing_is_left_of_one_call(void) { FOR_SHAPES(calls_once, NOTHING); }
#endif

int main(void)
{
    RUN(control_without_computation);
    RUN(control_with_a_kept_key);
    RUN(a_loaded_key_is_two_states_and_nothing_else);
    RUN(nothing_is_left_of_loading);
    RUN(nothing_is_left_of_using);
    RUN(nothing_is_left_of_hexadecimal);
    RUN(nothing_is_left_of_base64);
    RUN(nothing_is_left_of_a_file);
    RUN(nothing_is_left_of_a_refused_key);
    RUN(nothing_is_left_of_a_replaced_key);
#ifndef LAZY
    RUN(nothing_is_left_of_starting);
    RUN(nothing_is_left_of_forking);
    RUN(nothing_is_left_of_streaming);
    RUN(nothing_is_left_of_one_call);
#endif
    return REPORT();
}

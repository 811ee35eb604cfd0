/* A key's and a computation's life: blank, filled, copied, shared between threads, wiped. */
#include "harness.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <userhash.h>

static const char SECRET[] = "correct horse battery staple";
static const char USER[] = "customer@example.com";

#define LEN(text) (sizeof(text) - 1)
#define LOAD(key) CHECK(userhash_key_init(key, SECRET, LEN(SECRET)) == USERHASH_OK)

static int is_zero(const void *data, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)data;
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] != 0) {
            return 0;
        }
    }
    return 1;
}

/* A struct without a key says so to every question. */
static void check_blank_key(const userhash_key *key)
{
    char out[USERHASH_HASH_SIZE];
    CHECK(userhash_key_user_hash(key, USER, LEN(USER), out) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_key_verify(key, USER, LEN(USER), "x", 1) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_keys_verify(key, 1, USER, LEN(USER), "x", 1, NULL) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_key_fingerprint(key, out) == USERHASH_EMPTY_SECRET);
}

static void check_blank_hmac(userhash_hmac *hmac)
{
    userhash_hmac copy;
    char hex[USERHASH_HASH_SIZE];
    uint8_t tag[USERHASH_TAG_LENGTH];
    CHECK(userhash_hmac_update(hmac, USER, LEN(USER)) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_hmac_digest(hmac, tag) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_hmac_hexdigest(hmac, hex) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_hmac_reset(hmac) == USERHASH_EMPTY_SECRET);
    CHECK(userhash_hmac_copy(hmac, hmac) == USERHASH_EMPTY_SECRET);
    memset(&copy, 0xa5, sizeof copy);
    CHECK(userhash_hmac_copy(&copy, hmac) == USERHASH_EMPTY_SECRET);
    CHECK(is_zero(&copy, sizeof copy));
}

static void structs_have_the_published_sizes(void)
{
    CHECK(sizeof(userhash_key) == 128);
    CHECK(sizeof(userhash_hmac) == 256);
    CHECK(USERHASH_HASH_SIZE == USERHASH_HASH_LENGTH + 1 && USERHASH_HASH_LENGTH == 64);
    CHECK(USERHASH_FINGERPRINT_SIZE == USERHASH_FINGERPRINT_LENGTH + 1);
    CHECK(USERHASH_TAG_LENGTH == 32);
    CHECK(sizeof(userhash_status) == 4);
}

static void a_zeroed_struct_is_blank(void)
{
    static userhash_key key;
    static userhash_hmac hmac;
    check_blank_key(&key);
    check_blank_hmac(&hmac);
}

static void a_wiped_struct_is_blank_and_zero(void)
{
    userhash_key key;
    userhash_hmac hmac;
    LOAD(&key);
    CHECK(userhash_hmac_init(&hmac, SECRET, LEN(SECRET)) == USERHASH_OK);
    CHECK(!is_zero(&key, sizeof key) && !is_zero(&hmac, sizeof hmac));
    for (int twice = 0; twice < 2; twice++) {
        userhash_key_wipe(&key);
        userhash_hmac_wipe(&hmac);
        CHECK(is_zero(&key, sizeof key) && is_zero(&hmac, sizeof hmac));
        check_blank_key(&key);
        check_blank_hmac(&hmac);
    }
}

static void anything_may_be_in_a_struct_before(void)
{
    for (int byte = 0; byte < 256; byte += 5) {
        userhash_key key;
        userhash_hmac hmac;
        memset(&key, byte, sizeof key);
        memset(&hmac, byte, sizeof hmac);
        LOAD(&key);
        CHECK(userhash_hmac_init(&hmac, SECRET, LEN(SECRET)) == USERHASH_OK);
        memset(&key, byte, sizeof key);
        memset(&hmac, byte, sizeof hmac);
        userhash_key_wipe(&key);
        userhash_hmac_wipe(&hmac);
        CHECK(is_zero(&key, sizeof key) && is_zero(&hmac, sizeof hmac));
    }
}

static void a_failed_load_leaves_the_struct_blank(void)
{
    userhash_key key;
#define BLANK_AFTER(call)                          \
    do {                                           \
        memset(&key, 0xa5, sizeof key);            \
        CHECK((call) != USERHASH_OK);              \
        CHECK(is_zero(&key, sizeof key));          \
        check_blank_key(&key);                     \
        LOAD(&key);                                \
        CHECK((call) != USERHASH_OK);              \
        check_blank_key(&key);                     \
    } while (0)
    BLANK_AFTER(userhash_key_init(&key, "", 0));
    BLANK_AFTER(userhash_key_init(&key, "changeme", 8));
    BLANK_AFTER(userhash_key_init(&key, NULL, 8));
    BLANK_AFTER(userhash_key_init(&key, "x", SIZE_MAX));
    BLANK_AFTER(userhash_key_init_hex(&key, "xy", 2));
    BLANK_AFTER(userhash_key_init_base64(&key, "xy", 2));
    BLANK_AFTER(userhash_key_init_env(&key, "NO_SUCH_VARIABLE", 16));
    BLANK_AFTER(userhash_key_init_file(&key, "/no/such/file", 13));
    userhash_hmac hmac;
    CHECK(userhash_hmac_init(&hmac, SECRET, LEN(SECRET)) == USERHASH_OK);
    CHECK(userhash_hmac_init(&hmac, NULL, 1) == USERHASH_NULL_POINTER);
    check_blank_hmac(&hmac);
}

static void a_struct_may_be_moved_and_copied(void)
{
    userhash_key key, copy;
    char one[USERHASH_HASH_SIZE], two[USERHASH_HASH_SIZE];
    LOAD(&key);
    copy = key;
    userhash_key_wipe(&key);
    userhash_key *moved = (userhash_key *)malloc(sizeof *moved);
    memcpy(moved, &copy, sizeof copy);
    CHECK(userhash_key_user_hash(&copy, USER, LEN(USER), one) == USERHASH_OK);
    CHECK(userhash_key_user_hash(moved, USER, LEN(USER), two) == USERHASH_OK);
    CHECK(strcmp(one, two) == 0);
    check_blank_key(&key);
    userhash_key_wipe(moved);
    userhash_key_wipe(&copy);
    free(moved);
}

static void a_copy_onto_itself_changes_nothing(void)
{
    userhash_hmac hmac;
    char one[USERHASH_HASH_SIZE], two[USERHASH_HASH_SIZE];
    CHECK(userhash_hmac_init(&hmac, SECRET, LEN(SECRET)) == USERHASH_OK);
    CHECK(userhash_hmac_update(&hmac, USER, LEN(USER)) == USERHASH_OK);
    CHECK(userhash_hmac_hexdigest(&hmac, one) == USERHASH_OK);
    CHECK(userhash_hmac_copy(&hmac, &hmac) == USERHASH_OK);
    CHECK(userhash_hmac_hexdigest(&hmac, two) == USERHASH_OK);
    CHECK(strcmp(one, two) == 0);
    userhash_hmac_wipe(&hmac);
}

static userhash_key shared;
static char shared_hash[USERHASH_HASH_SIZE];

/* Returns NULL if all went well. */
static void *use_shared(void *unused)
{
    for (int i = 0; i < 1000; i++) {
        char hash[USERHASH_HASH_SIZE];
        if (userhash_key_verify(&shared, USER, LEN(USER), shared_hash, 64) != USERHASH_OK ||
            userhash_key_verify(&shared, "other", 5, shared_hash, 64) != USERHASH_MISMATCH ||
            userhash_key_user_hash(&shared, USER, LEN(USER), hash) != USERHASH_OK ||
            strcmp(hash, shared_hash) != 0) {
            return &shared;
        }
    }
    return unused;
}

static void threads_share_a_key(void)
{
    pthread_t threads[8];
    LOAD(&shared);
    CHECK(userhash_key_user_hash(&shared, USER, LEN(USER), shared_hash) == USERHASH_OK);
    for (int i = 0; i < 8; i++) {
        CHECK(pthread_create(&threads[i], NULL, use_shared, NULL) == 0);
    }
    for (int i = 0; i < 8; i++) {
        void *failed = &shared;
        CHECK(pthread_join(threads[i], &failed) == 0 && failed == NULL);
    }
}

static void a_forked_child_has_the_key_too(void)
{
    int status;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        _exit(use_shared(NULL) == NULL ? 0 : 1);
    }
    CHECK(waitpid(pid, &status, 0) == pid && status == 0);
    CHECK(use_shared(NULL) == NULL);
    userhash_key_wipe(&shared);
}

int main(void)
{
    RUN(structs_have_the_published_sizes);
    RUN(a_zeroed_struct_is_blank);
    RUN(a_wiped_struct_is_blank_and_zero);
    RUN(anything_may_be_in_a_struct_before);
    RUN(a_failed_load_leaves_the_struct_blank);
    RUN(a_struct_may_be_moved_and_copied);
    RUN(a_copy_onto_itself_changes_nothing);
    RUN(threads_share_a_key);
    RUN(a_forked_child_has_the_key_too);
    return REPORT();
}

/* Bugs on purpose, each of which a tool must catch: it shows that the tool is on. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <userhash.h>

static userhash_status make_hash(char *out)
{
    userhash_key key;
    userhash_status status = userhash_key_init(&key, "correct horse battery staple", 28);
    if (status == USERHASH_OK) {
        status = userhash_key_user_hash(&key, "customer@example.com", 20, out);
    }
    userhash_key_wipe(&key);
    return status;
}

/* The library is given a buffer without room for the NUL. */
static int small_buffer(void)
{
    char *out = (char *)malloc(USERHASH_HASH_LENGTH);
    int failed = make_hash(out) != USERHASH_OK;
    free(out);
    return failed;
}

/* The program reads behind a hash that it copied. */
static int read_behind(void)
{
    char out[USERHASH_HASH_SIZE], *volatile copy = (char *)malloc(USERHASH_HASH_LENGTH);
    int failed = make_hash(out) != USERHASH_OK;
    memcpy(copy, out, USERHASH_HASH_LENGTH);
    failed |= copy[USERHASH_HASH_LENGTH] == 'x';
    free(copy);
    return failed;
}

/* Undefined behaviour, but no memory is touched. */
static int overflow(void)
{
    volatile int largest = INT_MAX;
    return largest + 1 == 0;
}

static int leak(void)
{
    char *volatile out = (char *)malloc(USERHASH_HASH_SIZE);
    int failed = make_hash(out) != USERHASH_OK;
    out = NULL;
    return failed;
}

/* A key that was never filled is used. */
static int uninitialised(void)
{
    char out[USERHASH_HASH_SIZE];
    userhash_key *volatile key = (userhash_key *)malloc(sizeof *key);
    int failed = userhash_key_user_hash(key, "x", 1, out) == USERHASH_OK;
    free(key);
    return failed;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*bug)(void);
    } bugs[] = {{"small_buffer", small_buffer},
                {"read_behind", read_behind},
                {"overflow", overflow},
                {"leak", leak},
                {"uninitialised", uninitialised}};
    for (size_t i = 0; argc == 2 && i < sizeof bugs / sizeof bugs[0]; i++) {
        if (strcmp(argv[1], bugs[i].name) == 0) {
            return bugs[i].bug();
        }
    }
    return 2;
}

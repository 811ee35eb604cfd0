/*
 * One check of a ring of three keys, for callgrind to count the instructions of:
 *
 *     ring userhash_keys_verify 1    the second key matches; 3: none does
 *     ring stops_at_a_match 1        the mutant, which tells by its time which key matched
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <userhash.h>

enum { KEYS = 3 };
static const char *const SECRETS[KEYS + 1] = {"first", "second", "third", "in no ring"};
static const char USER[] = "customer@example.com";

typedef userhash_status checker(const userhash_key *keys, size_t count, const void *user,
                                size_t user_len, const void *presented, size_t presented_len,
                                size_t *which);

userhash_status stops_at_a_match(const userhash_key *keys, size_t count, const void *user,
                                 size_t user_len, const void *presented, size_t presented_len,
                                 size_t *which);

__attribute__((noinline)) userhash_status
stops_at_a_match(const userhash_key *keys, size_t count, const void *user, size_t user_len,
                 const void *presented, size_t presented_len, size_t *which)
{
    for (size_t i = 0; i < count; i++) {
        if (userhash_key_verify(&keys[i], user, user_len, presented, presented_len) == USERHASH_OK) {
            *which = i;
            return USERHASH_OK;
        }
    }
    return USERHASH_MISMATCH;
}

int main(int argc, char **argv)
{
    userhash_key keys[KEYS + 1];
    char hash[USERHASH_HASH_SIZE];
    size_t which = KEYS, expected = argc == 3 ? (size_t)atoi(argv[2]) : KEYS + 1;
    if (expected > KEYS) {
        return 2;
    }
    for (size_t i = 0; i <= KEYS; i++) {
        if (userhash_key_init(&keys[i], SECRETS[i], strlen(SECRETS[i])) != USERHASH_OK) {
            return 2;
        }
    }
    if (userhash_key_user_hash(&keys[expected], USER, strlen(USER), hash) != USERHASH_OK) {
        return 2;
    }
    checker *asks = strcmp(argv[1], "stops_at_a_match") ? userhash_keys_verify : stops_at_a_match;
    userhash_status status = asks(keys, KEYS, USER, strlen(USER), hash, 64, &which);
    return which == expected && (status == USERHASH_OK) == (expected < KEYS) ? 0 : 1;
}

/* 100,000 random keys and messages: the same answers as OpenSSL, in every way there is to ask. */
#include "harness.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <sys/random.h>
#include <userhash.h>

enum { ROUNDS = 100000, MAX_KEY = 300, MAX_MESSAGE = 500 };

static uint64_t state;

/* splitmix64: repeatable from its seed, which is printed when a test fails. */
static uint64_t next(void)
{
    uint64_t z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static size_t fill(unsigned char *data, size_t min, size_t max)
{
    /* Short ones are what users have; the rest finds the edges of blocks. */
    size_t len = min + next() % (next() % 4 == 0 ? max - min : 64 - min);
    for (size_t i = 0; i < len; i++) {
        data[i] = (unsigned char)next();
    }
    return len;
}

static void write_hex(const unsigned char *data, size_t len, char *hex)
{
    for (size_t i = 0; i < len; i++) {
        hex[2 * i] = "0123456789abcdef"[data[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[data[i] & 15];
    }
    hex[2 * len] = '\0';
}

static int same_as_openssl(void)
{
    unsigned char key[MAX_KEY], message[MAX_MESSAGE], expected[EVP_MAX_MD_SIZE];
    unsigned char base64[MAX_KEY * 2];
    char key_hex[2 * MAX_KEY + 1], hex[USERHASH_HASH_SIZE], out[USERHASH_HASH_SIZE];
    uint8_t tag[USERHASH_TAG_LENGTH];
    unsigned int expected_len;
    userhash_key by_hex, by_base64;
    userhash_hmac hmac;

    size_t key_len = fill(key, 1, MAX_KEY), len = fill(message, 1, MAX_MESSAGE);
    size_t cut = next() % (len + 1);
    HMAC(EVP_sha256(), key, (int)key_len, message, len, expected, &expected_len);
    write_hex(expected, sizeof tag, hex);
    write_hex(key, key_len, key_hex);
    int base64_len = EVP_EncodeBlock(base64, key, (int)key_len);

    int ok = userhash_key_init_hex(&by_hex, key_hex, 2 * key_len) == USERHASH_OK;
    ok &= userhash_key_user_hash(&by_hex, message, len, out) == USERHASH_OK;
    ok &= strcmp(out, hex) == 0;
    ok &= userhash_key_verify(&by_hex, message, len, hex, 64) == USERHASH_OK;
    ok &= userhash_key_init_base64(&by_base64, base64, (size_t)base64_len) == USERHASH_OK;
    ok &= userhash_key_verify(&by_base64, message, len, hex, 64) == USERHASH_OK;
    ok &= userhash_hmac_init(&hmac, key, key_len) == USERHASH_OK;
    ok &= userhash_hmac_update(&hmac, message, cut) == USERHASH_OK;
    ok &= userhash_hmac_update(&hmac, message + cut, len - cut) == USERHASH_OK;
    ok &= userhash_hmac_digest(&hmac, tag) == USERHASH_OK;
    ok &= memcmp(tag, expected, sizeof tag) == 0;
    ok &= userhash_hmac_sha256(key, key_len, message, len, tag) == USERHASH_OK;
    ok &= memcmp(tag, expected, sizeof tag) == 0;

    /* One bit of the message or of the hash makes it another one. */
    message[next() % len] ^= (unsigned char)(1u << next() % 8);
    ok &= userhash_key_verify(&by_hex, message, len, hex, 64) == USERHASH_MISMATCH;
    hex[next() % 64] ^= 1;
    ok &= userhash_key_verify(&by_base64, message, len, hex, 64) == USERHASH_MISMATCH;
    userhash_key_wipe(&by_hex);
    userhash_key_wipe(&by_base64);
    userhash_hmac_wipe(&hmac);
    return ok;
}

static void random_inputs_get_the_answers_of_openssl(void)
{
    uint64_t seed;
    int different = 0;
    CHECK(getrandom(&seed, sizeof seed, 0) == (ssize_t)sizeof seed);
    state = seed;
    for (int i = 0; i < ROUNDS; i++) {
        different += !same_as_openssl();
    }
    CHECK(different == 0);
    if (different != 0) {
        printf("%d of %d differ; seed %llu\n", different, ROUNDS, (unsigned long long)seed);
    }
}

int main(void)
{
    RUN(random_inputs_get_the_answers_of_openssl);
    return REPORT();
}

/*
 * The C library against OpenSSL, in turns in one process; medians of many rounds.
 *
 * OpenSSL is given every advantage: its tag stays binary, where ours is written as hexadecimal.
 */
#define OPENSSL_SUPPRESS_DEPRECATED /* HMAC_CTX is what most programs still use. */

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <userhash.h>

enum { ROUNDS = 301, LARGE = 1000000 };
static const double ROUND_SECONDS = 0.001;

static const char SECRET[] = "correct horse battery staple";
static const char USER[] = "customer@example.com";

#define LEN(text) (sizeof(text) - 1)

static userhash_key key;
/* What a site tells the widget about a user: five fields. */
static const char DETAILS[] =
    "{\"email\":\"customer@example.com\",\"name\":\"Zoë O'Brien\",\"plan\":\"Team & Co\","
    "\"id\":48213,\"admin\":false}";
static const char NONCE[] = "cmFuZG9tIG5vbmNlIQ==";
static char page[1024];
static char hash[USERHASH_HASH_SIZE];
static unsigned char tag[EVP_MAX_MD_SIZE];
static char large[LARGE];
static HMAC_CTX *hmac_ctx;
static EVP_MAC_CTX *mac_ctx;

/* Stops the run if a call fails: figures of calls that do nothing would look splendid. */
static void must(int ok)
{
    if (!ok) {
        fputs("a benchmarked call failed\n", stderr);
        exit(1);
    }
}

static void ours_hash(void)
{
    must(userhash_key_user_hash(&key, USER, LEN(USER), hash) == USERHASH_OK);
}

static void ours_verify(void)
{
    must(userhash_key_verify(&key, USER, LEN(USER), hash, 64) == USERHASH_OK);
}

static void ours_once(void)
{
    must(userhash_hmac_sha256(SECRET, LEN(SECRET), USER, LEN(USER), tag) == USERHASH_OK);
}

static void ours_large(void)
{
    must(userhash_hmac_sha256(SECRET, LEN(SECRET), large, LARGE, tag) == USERHASH_OK);
}

/* A whole script tag, against OpenSSL's bare HMAC: what the page costs beyond its hash. */
static void ours_script_tag(void)
{
    must(userhash_key_visitor_hash(&key, DETAILS, LEN(DETAILS), "email", 5, hash) ==
             USERHASH_OK &&
         userhash_visitor_script_tag(hash, 64, DETAILS, LEN(DETAILS), NONCE, LEN(NONCE), page,
                                     sizeof page, NULL) == USERHASH_OK);
}

static void theirs_once(void)
{
    must(HMAC(EVP_sha256(), SECRET, LEN(SECRET), (const unsigned char *)USER, LEN(USER), tag,
              NULL) != NULL);
}

static void theirs_large(void)
{
    must(HMAC(EVP_sha256(), SECRET, LEN(SECRET), (const unsigned char *)large, LARGE, tag,
              NULL) != NULL);
}

/* A context that has the key already, used again. */
static void theirs_hmac_ctx(void)
{
    must(HMAC_Init_ex(hmac_ctx, NULL, 0, NULL, NULL) &&
         HMAC_Update(hmac_ctx, (const unsigned char *)USER, LEN(USER)) &&
         HMAC_Final(hmac_ctx, tag, NULL));
}

static void theirs_evp_mac(void)
{
    size_t len;
    must(EVP_MAC_init(mac_ctx, NULL, 0, NULL) &&
         EVP_MAC_update(mac_ctx, (const unsigned char *)USER, LEN(USER)) &&
         EVP_MAC_final(mac_ctx, tag, &len, sizeof tag));
}

static const struct {
    const char *name;
    void (*ours)(void), (*theirs)(void);
} pairs[] = {
    {"loaded key, against HMAC()", ours_hash, theirs_once},
    {"loaded key, against a reused HMAC_CTX", ours_hash, theirs_hmac_ctx},
    {"loaded key, against a reused EVP_MAC", ours_hash, theirs_evp_mac},
    {"check, against a reused EVP_MAC", ours_verify, theirs_evp_mac},
    {"key given each time, against HMAC()", ours_once, theirs_once},
    {"1 MB, against HMAC()", ours_large, theirs_large},
    {"script tag of five details, against HMAC()", ours_script_tag, theirs_once},
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double seconds(void (*call)(void), long calls)
{
    double start = now();
    for (long i = 0; i < calls; i++) {
        call();
    }
    return (now() - start) / (double)calls;
}

/* How many calls take about as long as a round should. */
static long calls_a_round(void (*call)(void))
{
    long calls = 1;
    while (seconds(call, calls) * (double)calls < ROUND_SECONDS) {
        calls *= 2;
    }
    return calls;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(void)
{
    OSSL_PARAM params[2];
    char digest[] = "SHA256";
    must(userhash_key_init(&key, SECRET, LEN(SECRET)) == USERHASH_OK);
    memset(large, 'x', sizeof large);
    hmac_ctx = HMAC_CTX_new();
    must(hmac_ctx != NULL && HMAC_Init_ex(hmac_ctx, SECRET, LEN(SECRET), EVP_sha256(), NULL));
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    must(mac != NULL && (mac_ctx = EVP_MAC_CTX_new(mac)) != NULL);
    params[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0);
    params[1] = OSSL_PARAM_construct_end();
    must(EVP_MAC_init(mac_ctx, (const unsigned char *)SECRET, LEN(SECRET), params));

    printf("%-40s %12s %12s %8s\n", "", "userhash", "OpenSSL", "ratio");
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        double ours[ROUNDS], theirs[ROUNDS];
        long our_calls = calls_a_round(pairs[i].ours);
        long their_calls = calls_a_round(pairs[i].theirs);
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = seconds(pairs[i].ours, our_calls);
            theirs[round] = seconds(pairs[i].theirs, their_calls);
        }
        qsort(ours, ROUNDS, sizeof ours[0], ascending);
        qsort(theirs, ROUNDS, sizeof theirs[0], ascending);
        double a = ours[ROUNDS / 2] * 1e9, b = theirs[ROUNDS / 2] * 1e9;
        printf("%-40s %9.0f ns %9.0f ns %7.1fx\n", pairs[i].name, a, b, b / a);
    }
    EVP_MAC_CTX_free(mac_ctx);
    EVP_MAC_free(mac);
    HMAC_CTX_free(hmac_ctx);
    userhash_key_wipe(&key);
    return 0;
}

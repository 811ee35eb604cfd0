/* The raw interface: streaming HMAC-SHA256 and comparing. Also compiled as C++. */
#include "harness.h"

#include <userhash.h>

static const char SECRET[] = "correct horse battery staple";
static const char USER[] = "customer@example.com";
/* printf %s customer@example.com | openssl dgst -sha256 -hmac "correct horse battery staple" */
static const char HASH[] = "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145";

#define LEN(text) (sizeof(text) - 1)

static void a_message_may_come_in_pieces(void)
{
    char message[300], whole[USERHASH_HASH_SIZE], hex[USERHASH_HASH_SIZE];
    uint8_t tag[USERHASH_TAG_LENGTH], once[USERHASH_TAG_LENGTH];
    memset(message, 'm', sizeof message);
    for (size_t cut = 0; cut <= sizeof message; cut++) {
        userhash_hmac one, two;
        message[cut % sizeof message] ^= 1;
        CHECK(userhash_hmac_init(&one, SECRET, LEN(SECRET)) == USERHASH_OK);
        CHECK(userhash_hmac_update(&one, message, cut) == USERHASH_OK);
        /* Asking for the tag in between changes nothing. */
        CHECK(userhash_hmac_digest(&one, tag) == USERHASH_OK);
        CHECK(userhash_hmac_copy(&two, &one) == USERHASH_OK);
        CHECK(userhash_hmac_update(&one, message + cut, sizeof message - cut) == USERHASH_OK);
        CHECK(userhash_hmac_hexdigest(&one, hex) == USERHASH_OK);
        /* The fork knows nothing of what came later. */
        CHECK(userhash_hmac_digest(&two, once) == USERHASH_OK);
        CHECK(memcmp(tag, once, sizeof tag) == 0);
        CHECK(userhash_hmac_update(&two, message + cut, sizeof message - cut) == USERHASH_OK);
        CHECK(userhash_hmac_digest(&two, tag) == USERHASH_OK);
        CHECK(userhash_hmac_sha256(SECRET, LEN(SECRET), message, sizeof message, once) ==
              USERHASH_OK);
        CHECK(memcmp(tag, once, sizeof tag) == 0);
        for (size_t i = 0; i < sizeof tag; i++) {
            snprintf(whole + 2 * i, 3, "%02x", once[i]);
        }
        CHECK(strcmp(hex, whole) == 0);
        /* Anew, with the same key. */
        CHECK(userhash_hmac_reset(&one) == USERHASH_OK);
        CHECK(userhash_hmac_update(&one, USER, LEN(USER)) == USERHASH_OK);
        CHECK(userhash_hmac_hexdigest(&one, hex) == USERHASH_OK);
        CHECK(strcmp(hex, HASH) == 0);
        userhash_hmac_wipe(&one);
        userhash_hmac_wipe(&two);
    }
}

static void an_empty_key_and_message_are_allowed_in_the_raw_interface(void)
{
    /* printf "" | openssl dgst -sha256 -hmac "" */
    const char expected[] = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
    userhash_hmac hmac;
    char hex[USERHASH_HASH_SIZE];
    CHECK(userhash_hmac_init(&hmac, NULL, 0) == USERHASH_OK);
    CHECK(userhash_hmac_hexdigest(&hmac, hex) == USERHASH_OK && strcmp(hex, expected) == 0);
    CHECK(userhash_hmac_update(&hmac, NULL, 0) == USERHASH_OK);
    CHECK(userhash_hmac_hexdigest(&hmac, hex) == USERHASH_OK && strcmp(hex, expected) == 0);
    userhash_hmac_wipe(&hmac);
}

static void byte_strings_are_equal_or_not(void)
{
    char a[100], b[100];
    memset(a, 'x', sizeof a);
    memset(b, 'x', sizeof b);
    for (size_t len = 0; len < sizeof a; len++) {
        CHECK(userhash_equals(a, len, b, len) == USERHASH_OK);
        CHECK(userhash_equals(a, len, b, len + 1) == USERHASH_MISMATCH);
        for (size_t i = 0; i < len; i++) {
            b[i] ^= (char)(1 << i % 8);
            CHECK(userhash_equals(a, len, b, len) == USERHASH_MISMATCH);
            b[i] = 'x';
        }
    }
    CHECK(userhash_equals(NULL, 0, NULL, 0) == USERHASH_OK);
    CHECK(userhash_equals(NULL, 0, "x", 1) == USERHASH_MISMATCH);
}

int main(void)
{
    RUN(a_message_may_come_in_pieces);
    RUN(an_empty_key_and_message_are_allowed_in_the_raw_interface);
    RUN(byte_strings_are_equal_or_not);
    return REPORT();
}

/* A panic inside the library arrives as a status. Linked with the variant built for this test. */
#include "harness.h"

#include <userhash.h>

userhash_status userhash_test_panic(void);

static void a_panic_is_a_status_and_the_library_goes_on(void)
{
    userhash_key key;
    char hash[USERHASH_HASH_SIZE];
    for (int i = 0; i < 3; i++) {
        CHECK(userhash_test_panic() == USERHASH_PANIC);
        CHECK(userhash_key_init(&key, "correct horse battery staple", 28) == USERHASH_OK);
        CHECK(userhash_key_user_hash(&key, "customer@example.com", 20, hash) == USERHASH_OK);
        CHECK(userhash_key_verify(&key, "customer@example.com", 20, hash, 64) == USERHASH_OK);
    }
    userhash_key_wipe(&key);
}

int main(void)
{
    RUN(a_panic_is_a_status_and_the_library_goes_on);
    return REPORT();
}

/* Must not compile without a warning: a status is thrown away. */
#include <userhash.h>

void discard(const userhash_key *key);

void discard(const userhash_key *key)
{
    userhash_key_verify(key, "customer@example.com", 20, "", 0);
}

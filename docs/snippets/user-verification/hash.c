#include <stdio.h>
#include <string.h>
#include <userhash.h>

int main(void)
{
    const char *name = "USERHASH_SECRET_KEY", *user = "customer@example.com";
    char user_hash[USERHASH_HASH_SIZE];
    userhash_key key;
    userhash_status status = userhash_key_init_env(&key, name, strlen(name));

    if (status == USERHASH_OK)
        status = userhash_key_user_hash(&key, user, strlen(user), user_hash);
    puts(status == USERHASH_OK ? user_hash : userhash_status_message(status));
    userhash_key_wipe(&key);
    return status != USERHASH_OK;
}

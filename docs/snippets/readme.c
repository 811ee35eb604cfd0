#include <stdio.h>
#include <string.h>
#include <userhash.h>

int main(int argc, char **argv)
{
    const char *name = "USERHASH_SECRET_KEY";
    const char *user = argc > 1 ? argv[1] : "customer@example.com"; /* who is logged in */
    const char *presented = argc > 2 ? argv[2] : "";                /* what a visitor sent */
    char user_hash[USERHASH_HASH_SIZE];
    userhash_key key;

    userhash_status status = userhash_key_init_env(&key, name, strlen(name));
    if (status == USERHASH_OK)
        status = userhash_key_user_hash(&key, user, strlen(user), user_hash);
    if (status != USERHASH_OK) {
        fprintf(stderr, "%s\n", userhash_status_message(status));
        return 2;
    }
    puts(user_hash);

    status = userhash_key_verify(&key, user, strlen(user), presented, strlen(presented));
    puts(status == USERHASH_OK ? "verified" : "not verified");

    userhash_key_wipe(&key);
    return 0;
}

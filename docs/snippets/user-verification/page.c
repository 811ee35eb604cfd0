#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <userhash.h>

#define TEXT(text) text, strlen(text)

/* Writes a user's snippet. C has no type for a visitor: hash and details, which are JSON, go together. */
static userhash_status write_snippet(const userhash_key *key, const char *details, const char *nonce)
{
    char hash[USERHASH_HASH_SIZE], *tag;
    size_t size = 0;
    userhash_status status = userhash_key_visitor_hash(key, TEXT(details), TEXT("email"), hash);

    if (status != USERHASH_OK)
        return status;
    /* The first call says how much room the second one needs. */
    status = userhash_visitor_script_tag(TEXT(hash), TEXT(details), TEXT(nonce), NULL, 0, &size);
    if (status != USERHASH_BUFFER_TOO_SMALL)
        return status;
    if ((tag = malloc(size)) == NULL)
        abort();
    status = userhash_visitor_script_tag(TEXT(hash), TEXT(details), TEXT(nonce), tag, size, NULL);
    if (status == USERHASH_OK)
        printf("Cache-Control: %s\nVary: %s\n\n%s\n", USERHASH_CACHE_CONTROL, USERHASH_VARY, tag);
    free(tag);
    return status;
}

int main(void)
{
    const char *details = "{\"email\":\"customer@example.com\",\"name\":\"Jane </script>\"}";
    userhash_key key;
    userhash_status status = userhash_key_init_env(&key, TEXT("USERHASH_SECRET_KEY"));

    if (status == USERHASH_OK)
        status = write_snippet(&key, details, "bm9uY2U=");
    if (status != USERHASH_OK)
        fprintf(stderr, "%s\n", userhash_status_message(status));
    userhash_key_wipe(&key);
    return status != USERHASH_OK;
}

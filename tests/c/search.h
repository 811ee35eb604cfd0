/* Searching a process's memory for a secret key and for what stands in for it. */
#ifndef SEARCH_H
#define SEARCH_H

#include <stddef.h>
#include <sys/types.h>

/* How often sixteen bytes of something were found. */
struct hits {
    size_t key;    /* the key, in binary, hexadecimal or base64, or the hash of a long one */
    size_t blocks; /* key xor ipad, key xor opad */
    size_t states; /* SHA-256's state after one of these blocks; each has two halves */
};

/* Searches the writable memory of the process `pid`, which may be a child of this one. */
struct hits search(pid_t pid, const char *key, size_t len);

#endif

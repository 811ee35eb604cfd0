/*
 * userhash: the user hash of chat and support widgets, made and checked safely.
 *
 * A user hash is HMAC-SHA256(secret key, user) in 64 lower-case hexadecimal characters (RFC 2104,
 * RFC 4231, FIPS 180-4). A server puts it on the page beside the user's e-mail address or id, so
 * that the widget's vendor can trust who the visitor is. This library makes it, and checks one
 * that a visitor presents.
 *
 *     userhash_key key;
 *     char hash[USERHASH_HASH_SIZE];
 *     const char *name = "USERHASH_SECRET_KEY", *user = "customer@example.com";
 *     userhash_status status = userhash_key_init_env(&key, name, strlen(name));
 *     if (status == USERHASH_OK)
 *         status = userhash_key_user_hash(&key, user, strlen(user), hash);
 *     if (status == USERHASH_OK)
 *         puts(hash);
 *     else
 *         fprintf(stderr, "%s\n", userhash_status_message(status));
 *     userhash_key_wipe(&key);
 *
 * Ownership. The caller owns all memory. The structs have a fixed size and go wherever the caller
 * puts them; the library keeps no pointer after a call has returned, and nothing that it hands out
 * has to be freed. Strings that it returns are static.
 *
 * Data. A piece of data is a pointer and a length in bytes; it need not end in NUL, and NUL bytes
 * are data like any other. (NULL, 0) is the empty piece. (NULL, n) answers
 * USERHASH_NULL_POINTER, and a length above PTRDIFF_MAX answers USERHASH_TOO_LONG. Text is taken as
 * its bytes: nothing is trimmed, lower-cased, normalised or converted.
 *
 * Errors. Functions that can fail return a userhash_status and have the compiler warn where it is
 * thrown away. Outputs are written only with USERHASH_OK. The one exception, besides the size that
 * is needed (see Output), is on the safe side: a function that fills a userhash_key or a
 * userhash_hmac leaves it blank when it fails, and a blank one answers USERHASH_EMPTY_SECRET to
 * everything. No message holds a secret, a user or a hash. A bug in the library answers
 * USERHASH_PANIC; nothing is thrown or unwound into the caller.
 *
 * Output. Characters are written with a NUL after them. Where their number is fixed, a macro names
 * the buffer's size. Where it isn't, as for everything that goes onto a page, the function takes the
 * buffer, its size and a size_t: a buffer that is too small answers USERHASH_BUFFER_TOO_SMALL, stays
 * as it was, and the size_t (which may be NULL) receives the size that is needed, the NUL included.
 * (NULL, 0) as the buffer asks for the size alone. The size depends on nothing but the inputs, so a
 * second call with a buffer of that size succeeds.
 *
 * Threads. A loaded userhash_key may be used by any number of threads at once. Filling and wiping
 * a struct, and every function that changes a userhash_hmac, needs it alone. The library has no
 * state of its own, so it needs no initialisation and is safe across fork().
 *
 * Secrets. The library wipes its own copies of a secret key. The caller wipes its own, and calls
 * userhash_key_wipe() or userhash_hmac_wipe() when it is done with a struct. Registers, swap and
 * core dumps are out of its reach. User hashes are compared in constant time.
 *
 * Stability. A number, a name, a struct's size or a parameter changes only with the shared
 * library's soname.
 */


#ifndef USERHASH_H
#define USERHASH_H

#include <stddef.h>
#include <stdint.h>

/* Warns where a status is thrown away. */
#ifndef USERHASH_MUST_USE
#if defined(__cplusplus) && __cplusplus >= 201703L
#define USERHASH_MUST_USE [[nodiscard]]
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
#define USERHASH_MUST_USE [[nodiscard]]
#elif defined(__GNUC__)
#define USERHASH_MUST_USE __attribute__((warn_unused_result))
#elif defined(_MSC_VER)
#define USERHASH_MUST_USE _Check_return_
#else
#define USERHASH_MUST_USE
#endif
#endif

/** The version of this header; that of the library is userhash_version(). */
#define USERHASH_VERSION "0.1.0"

/** The headers of a response that carries a user hash, to be merged into those it has: without
 * them a shared cache may hand one visitor's page to another. */
#define USERHASH_CACHE_CONTROL "private, no-store"
#define USERHASH_VARY "Cookie"


/**
 * The length of a user hash in characters, without the NUL that ends it.
 */
#define USERHASH_HASH_LENGTH 64

/**
 * The size of a buffer for a user hash, in bytes: its characters and the NUL.
 */
#define USERHASH_HASH_SIZE 65

/**
 * The length of a tag of HMAC-SHA256, in bytes.
 */
#define USERHASH_TAG_LENGTH 32

/**
 * The length of a fingerprint in characters, without the NUL that ends it.
 */
#define USERHASH_FINGERPRINT_LENGTH 8

/**
 * The size of a buffer for a fingerprint, in bytes: its characters and the NUL.
 */
#define USERHASH_FINGERPRINT_SIZE 9

/**
 * What a function answers: `USERHASH_OK`, or what was wrong.
 *
 * The numbers are part of the ABI and are never reused. Later versions may add some, so a
 * program should treat a number that it doesn't know as a failure.
 * `userhash_status_code()` names a status for programs, `userhash_status_message()` for people.
 */
enum userhash_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Done; only now have outputs been written.
     */
    USERHASH_OK = 0,
    /**
     * The presented user hash is not the hash of this user, or two byte strings differ.
     */
    USERHASH_MISMATCH = 1,
    /**
     * The secret key is empty or blank, or the struct holds no key.
     */
    USERHASH_EMPTY_SECRET = 2,
    /**
     * The secret key starts or ends in white space or an invisible character.
     */
    USERHASH_PADDED_SECRET = 3,
    /**
     * The secret key is a placeholder of some documentation or template.
     */
    USERHASH_PLACEHOLDER_SECRET = 4,
    /**
     * Web bundlers publish environment variables of such a name to every browser.
     */
    USERHASH_PUBLIC_SECRET = 5,
    /**
     * The text is not hexadecimal or base64, or the secret key's file is larger than 65,536 bytes.
     */
    USERHASH_MALFORMED_SECRET = 6,
    /**
     * The environment variable is not set, or the file can't be read.
     */
    USERHASH_MISSING_SECRET = 7,
    /**
     * The user is the empty string.
     */
    USERHASH_EMPTY_USER = 8,
    /**
     * The details lack the field that identifies the user.
     */
    USERHASH_MISSING_USER = 9,
    /**
     * Text parsed as a user hash is not one.
     */
    USERHASH_MALFORMED_HASH = 10,
    /**
     * Text that can't be written as UTF-8. Hosts with UTF-16 strings answer it; C never does.
     */
    USERHASH_MALFORMED_TEXT = 11,
    /**
     * The details are not a JSON object in UTF-8.
     */
    USERHASH_MALFORMED_DETAILS = 12,
    /**
     * The nonce has characters that a nonce of the Content Security Policy can't have.
     */
    USERHASH_MALFORMED_NONCE = 13,
    /**
     * A pointer is NULL but its length is not 0, or a struct or an output is NULL.
     */
    USERHASH_NULL_POINTER = 14,
    /**
     * The caller's buffer can't hold the output; the needed size was reported.
     */
    USERHASH_BUFFER_TOO_SMALL = 15,
    /**
     * A length is larger than PTRDIFF_MAX, which no object can be.
     */
    USERHASH_TOO_LONG = 16,
    /**
     * A bug in this library, stopped before it reached the program. Please report it.
     */
    USERHASH_PANIC = 17,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum userhash_status userhash_status;
#else
typedef int32_t userhash_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * A loaded secret key, in the caller's memory: on the stack, in a global, inside another struct.
 *
 * It needs no initialisation before `userhash_key_init()` or one of its siblings, and
 * `userhash_key_wipe()` after its last use. What it holds is not the key but what HMAC-SHA256
 * needs of it (RFC 2104, section 4), which is as secret as the key. A struct of zeros and a
 * wiped one hold no key: every function answers `USERHASH_EMPTY_SECRET` for them.
 *
 * Once loaded it can be used by any number of threads at once, and may be copied or moved by
 * assignment; every copy needs its own `userhash_key_wipe()`.
 */
typedef struct userhash_key {
    /**
     * Not for the caller: the content may differ in every version.
     */
    uint64_t opaque[16];
} userhash_key;

/**
 * A running HMAC-SHA256, in the caller's memory: give it a message in pieces, ask for the tag
 * at any time.
 *
 * **This is the raw interface**: any key is taken, even an empty one, and comparing is up to the
 * caller (`userhash_equals()`). New code wants `userhash_key`.
 *
 * It needs no initialisation before `userhash_hmac_init()`, and `userhash_hmac_wipe()` after its
 * last use. A struct of zeros and a wiped one answer `USERHASH_EMPTY_SECRET`. One thread at a
 * time may use it.
 */
typedef struct userhash_hmac {
    /**
     * Not for the caller: the content may differ in every version.
     */
    uint64_t opaque[32];
} userhash_hmac;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the library that the program runs with, as `"0.1.0"`.
 *
 * `USERHASH_VERSION` is the version that the program was compiled with.
 * The string is static and ends in NUL. Never NULL; thread-safe.
 */
const char *userhash_version(void);

/**
 * A status's code: a short name for programs and logs, the same in every language, such as
 * `"padded_secret"`.
 *
 * `"ok"` for `USERHASH_OK`, `"unknown"` for a number that is no status. The string is static,
 * ends in NUL and must not be freed. Never NULL; thread-safe.
 */
const char *userhash_status_code(int32_t status);

/**
 * A status's message: what went wrong and what to do about it, in English, for people. It
 * never holds a secret, a user or a hash.
 *
 * `"ok"` for `USERHASH_OK`; starts with `"unknown"` for a number that is no status. The string
 * is static, ends in NUL and must not be freed. Never NULL; thread-safe.
 */
const char *userhash_status_message(int32_t status);

/**
 * Loads a secret key as the vendor shows it: text, taken as its bytes.
 *
 * Nothing is trimmed or decoded. A secret key that can only be a mistake is refused. The secret
 * isn't needed any more afterwards; it is the caller's to wipe.
 *
 * `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
 * `secret`, `secret_len`: the secret key and its length in bytes.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET`, `USERHASH_PADDED_SECRET` or
 * `USERHASH_PLACEHOLDER_SECRET`; `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`. Unless it
 * answers `USERHASH_OK`, `*key` holds no key.
 *
 * # Safety
 * `key` is NULL or points to a `userhash_key` that no other thread uses meanwhile; `secret` is
 * NULL or points to `secret_len` readable bytes outside of it.
 */
USERHASH_MUST_USE
userhash_status userhash_key_init(struct userhash_key *key,
                                  const void *secret,
                                  size_t secret_len);

/**
 * Loads a binary secret key from hexadecimal text: either case, no separators, decoded in
 * constant time.
 *
 * `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
 * `text`, `text_len`: the hexadecimal text and its length in bytes; an even number.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` or `USERHASH_MALFORMED_SECRET`;
 * `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`. Unless it answers `USERHASH_OK`, `*key` holds
 * no key.
 *
 * # Safety
 * As `userhash_key_init()`.
 */
USERHASH_MUST_USE
userhash_status userhash_key_init_hex(struct userhash_key *key,
                                      const void *text,
                                      size_t text_len);

/**
 * Loads a binary secret key from base64 text: RFC 4648 section 4, with padding, decoded in
 * constant time.
 *
 * `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
 * `text`, `text_len`: the base64 text and its length in bytes; a multiple of 4.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` or `USERHASH_MALFORMED_SECRET`;
 * `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`. Unless it answers `USERHASH_OK`, `*key` holds
 * no key.
 *
 * # Safety
 * As `userhash_key_init()`.
 */
USERHASH_MUST_USE
userhash_status userhash_key_init_base64(struct userhash_key *key,
                                         const void *text,
                                         size_t text_len);

/**
 * Loads the secret key in an environment variable; one line break at its end is not part of it.
 *
 * As with `getenv()`, no other thread may change the environment meanwhile.
 *
 * `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
 * `name`, `name_len`: the variable's name and its length in bytes.
 *
 * Answers `USERHASH_OK`; `USERHASH_MISSING_SECRET` if it is not set; `USERHASH_PUBLIC_SECRET` if
 * web bundlers publish variables of such a name (`NEXT_PUBLIC_`, `VITE_` and others), set or
 * not; otherwise as `userhash_key_init()`. Unless it answers `USERHASH_OK`, `*key` holds no key.
 *
 * # Safety
 * As `userhash_key_init()`, for `name` and `name_len`.
 */
USERHASH_MUST_USE
userhash_status userhash_key_init_env(struct userhash_key *key,
                                      const void *name,
                                      size_t name_len);

/**
 * Loads the secret key in a file, such as `/run/secrets/userhash_secret_key`; one line break at
 * its end is not part of it.
 *
 * `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
 * `path`, `path_len`: the file's path and its length in bytes; UTF-8 on Windows.
 *
 * Answers `USERHASH_OK`; `USERHASH_MISSING_SECRET` if the file isn't there or can't be read;
 * `USERHASH_MALFORMED_SECRET` if it is larger than 65,536 bytes; otherwise as
 * `userhash_key_init()`. Unless it answers `USERHASH_OK`, `*key` holds no key.
 *
 * # Safety
 * As `userhash_key_init()`, for `path` and `path_len`.
 */
USERHASH_MUST_USE
userhash_status userhash_key_init_file(struct userhash_key *key,
                                       const void *path,
                                       size_t path_len);

/**
 * Forgets the key: overwrites the struct with zeros, which no compiler leaves out.
 *
 * May be called on an uninitialised struct, and more than once; with NULL it does nothing.
 *
 * # Safety
 * `key` is NULL or points to a `userhash_key` that no other thread uses meanwhile.
 */
void userhash_key_wipe(struct userhash_key *key);

/**
 * Makes the user hash: HMAC-SHA256 (RFC 2104, FIPS 180-4) of the user under the secret key, as
 * 64 lower-case hexadecimal characters.
 *
 * `key`: a loaded key.
 * `user`, `user_len`: the e-mail address or id of the user who is logged in, as exact bytes, and
 * its length. Nothing is trimmed, lower-cased or normalised; NUL bytes are data.
 * `out`: takes `USERHASH_HASH_SIZE` bytes: the characters and a NUL.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_USER`; `USERHASH_EMPTY_SECRET` if `*key` holds no key;
 * `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`.
 *
 * # Safety
 * `key` is NULL or points to a struct that was zeroed or that `userhash_key_init()` or one of
 * its siblings was called on; `user` is NULL or points to `user_len` readable bytes; `out` is
 * NULL or points to `USERHASH_HASH_SIZE` writable bytes.
 */
USERHASH_MUST_USE
userhash_status userhash_key_user_hash(const struct userhash_key *key,
                                       const void *user,
                                       size_t user_len,
                                       char *out);

/**
 * Checks what a visitor presented: is it the user hash of this user?
 *
 * Whatever isn't, of any length and content, is a mismatch and never another error. Compares 32
 * bytes in constant time.
 *
 * `key`: a loaded key.
 * `user`, `user_len`: the e-mail address or id that the visitor claims, and its length in bytes.
 * `presented`, `presented_len`: what came with it, and its length in bytes; `(NULL, 0)` if
 * nothing did, which is a mismatch.
 *
 * Answers `USERHASH_OK` only if it is; `USERHASH_MISMATCH` if not; `USERHASH_EMPTY_USER`;
 * `USERHASH_EMPTY_SECRET` if `*key` holds no key; `USERHASH_NULL_POINTER` or
 * `USERHASH_TOO_LONG`.
 *
 * # Safety
 * As `userhash_key_user_hash()`, and `presented` as `user`.
 */
USERHASH_MUST_USE
userhash_status userhash_key_verify(const struct userhash_key *key,
                                    const void *user,
                                    size_t user_len,
                                    const void *presented,
                                    size_t presented_len);

/**
 * As `userhash_key_verify()`, with several keys: the current one and the previous ones that are
 * still accepted while a key is being replaced.
 *
 * All keys are tried whichever matches, so that the time taken doesn't tell which did.
 *
 * `keys`, `count`: an array of loaded keys and their number, the current one first.
 * `user`, `user_len`: the e-mail address or id that the visitor claims, and its length in bytes.
 * `presented`, `presented_len`: what came with it, and its length in bytes.
 * `which`: NULL, or takes the index of the first key that matches: 0 for the current one.
 *
 * Answers `USERHASH_OK` only if one matches; `USERHASH_MISMATCH` if none does;
 * `USERHASH_EMPTY_USER`; `USERHASH_EMPTY_SECRET` if there are no keys, or one of the structs
 * holds none; `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`.
 *
 * # Safety
 * `keys` is NULL or points to `count` structs as in `userhash_key_user_hash()`; `which` is NULL
 * or points to a writable `size_t`; the rest as `userhash_key_verify()`.
 */
USERHASH_MUST_USE
userhash_status userhash_keys_verify(const struct userhash_key *keys,
                                     size_t count,
                                     const void *user,
                                     size_t user_len,
                                     const void *presented,
                                     size_t presented_len,
                                     size_t *which);

/**
 * Eight hexadecimal characters that tell secret keys apart in a log and reveal nothing usable:
 * the first ones of HMAC-SHA256(secret key, `userhash fingerprint v1`).
 *
 * `key`: a loaded key.
 * `out`: takes `USERHASH_FINGERPRINT_SIZE` bytes: the characters and a NUL.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if `*key` holds no key; `USERHASH_NULL_POINTER`.
 *
 * # Safety
 * `key` as in `userhash_key_user_hash()`; `out` is NULL or points to
 * `USERHASH_FINGERPRINT_SIZE` writable bytes.
 */
USERHASH_MUST_USE
userhash_status userhash_key_fingerprint(const struct userhash_key *key,
                                         char *out);

/**
 * Makes the user hash of a visitor: of the user that the details name, so that the hash and the
 * identity that the page shows can't differ.
 *
 * `key`: a loaded key.
 * `details`, `details_len`: what the page tells the widget about the user: a JSON object (RFC
 * 8259) in UTF-8 of up to 1 MiB, nested up to 32 levels.
 * `identity`, `identity_len`: the field of the details that names the user, `"email"` as a rule:
 * text that isn't empty, or an integer, whose decimal digits are the user.
 * `hash`: a buffer of `USERHASH_HASH_SIZE` bytes, for 64 characters and a NUL.
 *
 * Answers `USERHASH_OK`; `USERHASH_MALFORMED_DETAILS`, `USERHASH_MISSING_USER` or
 * `USERHASH_EMPTY_USER`; `USERHASH_EMPTY_SECRET`; `USERHASH_NULL_POINTER` or
 * `USERHASH_TOO_LONG`.
 *
 * # Safety
 * `key` is NULL or points to a struct that was filled, wiped or zeroed; `details` and `identity`
 * are NULL or point to as many readable bytes as their lengths say; `hash` is NULL or points to
 * `USERHASH_HASH_SIZE` writable bytes.
 */
USERHASH_MUST_USE
userhash_status userhash_key_visitor_hash(const struct userhash_key *key,
                                          const void *details,
                                          size_t details_len,
                                          const void *identity,
                                          size_t identity_len,
                                          char *hash);

/**
 * The snippet for a page: an HTML script element that announces the visitor to the widget, before or
 * after the widget's own script has loaded.
 *
 * The output is ASCII, and safe inside HTML whatever the details hold.
 *
 * `hash`, `hash_len`: the visitor's user hash, from `userhash_key_visitor_hash()`.
 * `details`, `details_len`: the details that it was made from.
 * `nonce`, `nonce_len`: the nonce of the page's Content Security Policy (a base64-value of CSP
 * Level 3), or `(NULL, 0)` for none.
 * `out`, `out_size`: the buffer, and its size in bytes. `(NULL, 0)` asks for the size only.
 * `needed`: receives the size that the output takes with its NUL, also with
 * `USERHASH_BUFFER_TOO_SMALL`; may be NULL.
 *
 * Answers `USERHASH_OK`; `USERHASH_BUFFER_TOO_SMALL`; `USERHASH_MALFORMED_HASH`,
 * `USERHASH_MALFORMED_DETAILS` or `USERHASH_MALFORMED_NONCE`; `USERHASH_NULL_POINTER` or
 * `USERHASH_TOO_LONG`.
 *
 * # Safety
 * The inputs are NULL or point to as many readable bytes as their lengths say; `out` is NULL or
 * points to `out_size` writable bytes; `needed` is NULL or points to a writable `size_t`.
 */
USERHASH_MUST_USE
userhash_status userhash_visitor_script_tag(const void *hash,
                                            size_t hash_len,
                                            const void *details,
                                            size_t details_len,
                                            const void *nonce,
                                            size_t nonce_len,
                                            char *out,
                                            size_t out_size,
                                            size_t *needed);

/**
 * The script that `userhash_visitor_script_tag()` puts into its element.
 *
 * Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_visitor_script(const void *hash,
                                        size_t hash_len,
                                        const void *details,
                                        size_t details_len,
                                        char *out,
                                        size_t out_size,
                                        size_t *needed);

/**
 * What allows the script tag in a Content Security Policy without a nonce: a hash source (CSP Level 3)
 * with its quotes, for `script-src`.
 *
 * Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_visitor_csp_hash(const void *hash,
                                          size_t hash_len,
                                          const void *details,
                                          size_t details_len,
                                          char *out,
                                          size_t out_size,
                                          size_t *needed);

/**
 * The visitor as an HTML element that runs nothing, for the script `userhash_loader()` to read.
 *
 * Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_visitor_data_tag(const void *hash,
                                          size_t hash_len,
                                          const void *details,
                                          size_t details_len,
                                          char *out,
                                          size_t out_size,
                                          size_t *needed);

/**
 * The visitor as JSON with the members `user_hash` and `userDetails`, for single-page apps and for cached
 * pages that fetch the visitor afterwards.
 *
 * Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_visitor_json(const void *hash,
                                      size_t hash_len,
                                      const void *details,
                                      size_t details_len,
                                      char *out,
                                      size_t out_size,
                                      size_t *needed);

/**
 * A script that logs the visitor in on a page that is already open, whether the widget's script has loaded
 * by then or not.
 *
 * Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_visitor_login_call(const void *hash,
                                            size_t hash_len,
                                            const void *details,
                                            size_t details_len,
                                            char *out,
                                            size_t out_size,
                                            size_t *needed);

/**
 * A script that logs out whoever is logged in and then logs this visitor in: for a change of user on a page
 * that stays open.
 *
 * Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_visitor_switch_call(const void *hash,
                                             size_t hash_len,
                                             const void *details,
                                             size_t details_len,
                                             char *out,
                                             size_t out_size,
                                             size_t *needed);

/**
 * A script that logs the visitor out and brings the guest's session back, whether the widget's script has
 * loaded by then or not.
 *
 * `out`, `out_size`, `needed` and the answers are those of `userhash_visitor_script_tag()`.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_logout_call(char *out,
                                     size_t out_size,
                                     size_t *needed);

/**
 * `userhash_logout_call()` in its HTML element: for the page that is shown after the user logged out.
 *
 * `nonce`, `nonce_len`, `out`, `out_size`, `needed` and the answers are those of
 * `userhash_visitor_script_tag()`.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_logout_script_tag(const void *nonce,
                                           size_t nonce_len,
                                           char *out,
                                           size_t out_size,
                                           size_t *needed);

/**
 * What allows the logout's script tag in a Content Security Policy without a nonce. It never changes.
 *
 * `out`, `out_size`, `needed` and the answers are those of `userhash_visitor_script_tag()`.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_logout_csp_hash(char *out,
                                         size_t out_size,
                                         size_t *needed);

/**
 * The logout as an HTML element that runs nothing, for the script `userhash_loader()` to read.
 *
 * `out`, `out_size`, `needed` and the answers are those of `userhash_visitor_script_tag()`.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_logout_data_tag(char *out,
                                         size_t out_size,
                                         size_t *needed);

/**
 * The script for pages whose Content Security Policy allows scripts from files only: it does what the data
 * tags ask for. Serve it as a file of your own.
 *
 * `out`, `out_size`, `needed` and the answers are those of `userhash_visitor_script_tag()`.
 *
 * # Safety
 * As `userhash_visitor_script_tag()`.
 */
USERHASH_MUST_USE
userhash_status userhash_loader(char *out,
                                size_t out_size,
                                size_t *needed);

/**
 * Starts with a key of any length, even an empty one.
 *
 * `hmac`: where to put it; need not be initialised.
 * `key`, `key_len`: the key and its length in bytes.
 *
 * Answers `USERHASH_OK`; `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`. Unless it answers
 * `USERHASH_OK`, `*hmac` holds nothing.
 *
 * # Safety
 * `hmac` is NULL or points to a `userhash_hmac` that no other thread uses meanwhile; `key` is
 * NULL or points to `key_len` readable bytes outside of it.
 */
USERHASH_MUST_USE
userhash_status userhash_hmac_init(struct userhash_hmac *hmac,
                                   const void *key,
                                   size_t key_len);

/**
 * Adds a piece of the message.
 *
 * `hmac`: a running computation.
 * `data`, `data_len`: the piece and its length in bytes; may be empty.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if nothing was started; `USERHASH_NULL_POINTER`
 * or `USERHASH_TOO_LONG`.
 *
 * # Safety
 * `hmac` is NULL or points to a struct that was zeroed or that `userhash_hmac_init()` or
 * `userhash_hmac_copy()` was called on and that no other thread uses meanwhile; `data` is NULL
 * or points to `data_len` readable bytes outside of it.
 */
USERHASH_MUST_USE
userhash_status userhash_hmac_update(struct userhash_hmac *hmac,
                                     const void *data,
                                     size_t data_len);

/**
 * The tag of the message so far. The computation goes on: more may be added afterwards.
 *
 * `hmac`: a running computation.
 * `tag`: takes `USERHASH_TAG_LENGTH` bytes.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if nothing was started; `USERHASH_NULL_POINTER`.
 *
 * # Safety
 * `hmac` as in `userhash_hmac_update()`; `tag` is NULL or points to `USERHASH_TAG_LENGTH`
 * writable bytes.
 */
USERHASH_MUST_USE
userhash_status userhash_hmac_digest(const struct userhash_hmac *hmac,
                                     uint8_t *tag);

/**
 * As `userhash_hmac_digest()`, in 64 lower-case hexadecimal characters.
 *
 * `hmac`: a running computation.
 * `out`: takes `USERHASH_HASH_SIZE` bytes: the characters and a NUL.
 *
 * Answers as `userhash_hmac_digest()`.
 *
 * # Safety
 * `hmac` as in `userhash_hmac_update()`; `out` is NULL or points to `USERHASH_HASH_SIZE`
 * writable bytes.
 */
USERHASH_MUST_USE
userhash_status userhash_hmac_hexdigest(const struct userhash_hmac *hmac,
                                        char *out);

/**
 * Forks a computation: both go on independently, with the same key and message so far.
 *
 * `copy`: where to put the second one; need not be initialised. Not the same as `hmac`.
 * `hmac`: a running computation.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if nothing was started; `USERHASH_NULL_POINTER`.
 * Unless it answers `USERHASH_OK`, `*copy` holds nothing.
 *
 * # Safety
 * `copy` is NULL or points to a `userhash_hmac` that no other thread uses meanwhile; `hmac` as
 * in `userhash_hmac_update()`.
 */
USERHASH_MUST_USE
userhash_status userhash_hmac_copy(struct userhash_hmac *copy,
                                   const struct userhash_hmac *hmac);

/**
 * Forgets the message and keeps the key: starts anew.
 *
 * `hmac`: a running computation.
 *
 * Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if nothing was started; `USERHASH_NULL_POINTER`.
 *
 * # Safety
 * `hmac` as in `userhash_hmac_update()`.
 */
USERHASH_MUST_USE
userhash_status userhash_hmac_reset(struct userhash_hmac *hmac);

/**
 * Forgets key and message: overwrites the struct with zeros, which no compiler leaves out.
 *
 * May be called on an uninitialised struct, and more than once; with NULL it does nothing.
 *
 * # Safety
 * `hmac` is NULL or points to a `userhash_hmac` that no other thread uses meanwhile.
 */
void userhash_hmac_wipe(struct userhash_hmac *hmac);

/**
 * HMAC-SHA256 (RFC 2104, FIPS 180-4) in one call: the fastest way for a key that is used once.
 *
 * `key`, `key_len`: the key, of any length and even empty, and its length in bytes.
 * `data`, `data_len`: the message and its length in bytes.
 * `tag`: takes `USERHASH_TAG_LENGTH` bytes.
 *
 * Answers `USERHASH_OK`; `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`.
 *
 * # Safety
 * `key` and `data` are NULL or point to `key_len` and `data_len` readable bytes; `tag` is NULL
 * or points to `USERHASH_TAG_LENGTH` writable bytes.
 */
USERHASH_MUST_USE
userhash_status userhash_hmac_sha256(const void *key,
                                     size_t key_len,
                                     const void *data,
                                     size_t data_len,
                                     uint8_t *tag);

/**
 * Compares two byte strings; the time taken depends on their lengths alone.
 *
 * `a`, `a_len`, `b`, `b_len`: the two and their lengths in bytes.
 *
 * Answers `USERHASH_OK` if they are equal, `USERHASH_MISMATCH` if not; `USERHASH_NULL_POINTER`
 * or `USERHASH_TOO_LONG`.
 *
 * # Safety
 * `a` and `b` are NULL or point to `a_len` and `b_len` readable bytes.
 */
USERHASH_MUST_USE
userhash_status userhash_equals(const void *a,
                                size_t a_len,
                                const void *b,
                                size_t b_len);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* USERHASH_H */

/* What the files of this extension share.
 *
 * No mutable globals: class entries and handlers are written once, when the module starts, so
 * the extension is the same for thread-safe builds of PHP.
 */
#ifndef PHP_USERHASH_H
#define PHP_USERHASH_H

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php.h"
#include "zend_attributes.h"
#include "userhash.h"

#if PHP_VERSION_ID < 80100
#error "userhash needs PHP 8.1 or later"
#endif

/* #[\SensitiveParameter] came with PHP 8.2: nothing to mark before. */
#if PHP_VERSION_ID < 80200
#undef zend_add_parameter_attribute
#define zend_add_parameter_attribute(function, offset, name, argc) ((void)(function))
#endif

/* The C struct around the zend_object that PHP knows it by. */
#define PHP_USERHASH_OUTER(type, object) \
	((type *)((char *)(object) - XtOffsetOf(type, std)))

/* errors.c */
void php_userhash_errors_startup(zend_class_entry *ce);
ZEND_COLD void php_userhash_throw(userhash_status status);

/* secret_key.c: the key's state lies inside the object and is wiped with it. */
typedef struct {
	userhash_key key;
	bool loaded;
	zend_object std;
} php_userhash_secret_key;

extern zend_class_entry *php_userhash_secret_key_ce;
void php_userhash_secret_key_startup(zend_class_entry *ce);

/* key_ring.c */
void php_userhash_key_ring_startup(zend_class_entry *ce);

/* hash_context.c */
void php_userhash_hash_context_startup(zend_class_entry *ce);

/* user.c: what both kinds of keys do with a user. */
typedef enum {
	PHP_USERHASH_MATCH,
	PHP_USERHASH_NO_MATCH,
	PHP_USERHASH_THREW
} php_userhash_answer;

void php_userhash_return_user_hash(const userhash_key *key, zval *user, zval *return_value);
php_userhash_answer php_userhash_verify(const userhash_key *keys, size_t count, zval *user,
	zval *presented, size_t *which);

/* visitor.c: Userhash\Visitor, and what both kinds of keys make one with. */
void php_userhash_visitor_startup(void);
void php_userhash_return_visitor(const userhash_key *key, INTERNAL_FUNCTION_PARAMETERS);

/* details.c: details as JSON; NULL if an exception was thrown. */
zend_string *php_userhash_details(zval *details, uint32_t argument);

/* sealed.c: objects that can't be copied, compared, written to or serialised, nor printed
 * beyond what `shown` puts into the table. */
typedef void (*php_userhash_shown)(const zend_object *object, HashTable *table);
void php_userhash_seal(zend_object_handlers *handlers, size_t offset, zend_object_free_obj_t free_obj);
HashTable *php_userhash_sealed_properties(zend_object *object, zend_prop_purpose purpose,
	php_userhash_shown shown);

/* hmac.c: what the parity functions share. */
bool php_userhash_is_sha256(const zend_string *algorithm);
void php_userhash_return_tag(const uint8_t *tag, bool binary, zval *return_value);
userhash_status php_userhash_hmac_stream(userhash_hmac *hmac, php_stream *stream,
	zend_long limit, zend_long *taken);

#endif

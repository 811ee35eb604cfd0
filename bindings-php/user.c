/* Users and what visitors present, from PHP's values to the library's and back. */
#include "php_userhash.h"

/* A user as bytes: those of a string, or an integer's decimal text. */
typedef struct {
	const char *bytes;
	size_t length;
	char digits[MAX_LENGTH_OF_LONG + 1];
} user_bytes;

/* Not a parser of Zend's: those convert null, bool and float for callers without strict_types. */
static zend_always_inline bool take_user(zval *argument, user_bytes *user)
{
	if (EXPECTED(Z_TYPE_P(argument) == IS_STRING)) {
		user->bytes = Z_STRVAL_P(argument);
		user->length = Z_STRLEN_P(argument);
		return true;
	}
	if (Z_TYPE_P(argument) == IS_LONG) {
		char *end = user->digits + sizeof(user->digits) - 1;
		user->bytes = zend_print_long_to_buf(end, Z_LVAL_P(argument));
		user->length = (size_t)(end - user->bytes);
		return true;
	}
	zend_wrong_parameter_type_error(1, Z_EXPECTED_STRING_OR_LONG, argument);
	return false;
}

void php_userhash_return_user_hash(const userhash_key *key, zval *user, zval *return_value)
{
	user_bytes bytes;
	zend_string *hash;
	userhash_status status;

	if (UNEXPECTED(!take_user(user, &bytes))) {
		return;
	}
	/* The library writes straight into the string that is returned, NUL included. */
	hash = zend_string_alloc(USERHASH_HASH_LENGTH, 0);
	status = userhash_key_user_hash(key, bytes.bytes, bytes.length, ZSTR_VAL(hash));
	if (UNEXPECTED(status != USERHASH_OK)) {
		zend_string_efree(hash);
		php_userhash_throw(status);
		return;
	}
	RETVAL_NEW_STR(hash);
}

php_userhash_answer php_userhash_verify(
	const userhash_key *keys, size_t count, zval *user, zval *presented, size_t *which)
{
	user_bytes bytes;
	const char *sent = NULL;
	size_t sent_length = 0;
	userhash_status status;

	if (UNEXPECTED(!take_user(user, &bytes))) {
		return PHP_USERHASH_THREW;
	}
	/* A visitor can send arrays, and a parameter may be missing: as good as nothing sent. */
	if (EXPECTED(Z_TYPE_P(presented) == IS_STRING)) {
		sent = Z_STRVAL_P(presented);
		sent_length = Z_STRLEN_P(presented);
	}
	status = userhash_keys_verify(
		keys, count, bytes.bytes, bytes.length, sent, sent_length, which);
	if (EXPECTED(status == USERHASH_OK)) {
		return PHP_USERHASH_MATCH;
	}
	if (EXPECTED(status == USERHASH_MISMATCH)) {
		return PHP_USERHASH_NO_MATCH;
	}
	php_userhash_throw(status);
	return PHP_USERHASH_THREW;
}

/* PHP's functions of the same names, for one algorithm. */
#include "php_userhash.h"
#include "ext/standard/file.h"

/* As PHP's own functions do it. */
#define STREAM_CHUNK 8192

bool php_userhash_is_sha256(const zend_string *algorithm)
{
	if (EXPECTED(zend_string_equals_literal(algorithm, "sha256"))
		|| zend_string_equals_literal_ci(algorithm, "sha256")) {
		return true;
	}
	zend_argument_value_error(1, "must be \"sha256\": userhash offers no other algorithm");
	return false;
}

/* In two plain loops, which compilers vectorise: a tenth of a one-shot call is at stake. */
static void write_hex(char *out, const uint8_t *tag)
{
	uint8_t digits[USERHASH_HASH_LENGTH];

	for (size_t i = 0; i < USERHASH_TAG_LENGTH; i++) {
		digits[2 * i] = tag[i] >> 4;
		digits[2 * i + 1] = tag[i] & 15;
	}
	for (size_t i = 0; i < USERHASH_HASH_LENGTH; i++) {
		out[i] = (char)(digits[i] + '0' + (digits[i] > 9 ? 'a' - '9' - 1 : 0));
	}
	out[USERHASH_HASH_LENGTH] = '\0';
}

void php_userhash_return_tag(const uint8_t *tag, bool binary, zval *return_value)
{
	zend_string *hex;

	if (binary) {
		RETURN_STRINGL((const char *)tag, USERHASH_TAG_LENGTH);
	}
	hex = zend_string_alloc(USERHASH_HASH_LENGTH, 0);
	write_hex(ZSTR_VAL(hex), tag);
	RETURN_NEW_STR(hex);
}

/* Adds up to `limit` bytes of a stream, all of it if the limit is negative. `taken` becomes the
 * number of bytes, or -1 if the stream could not be read to its end. */
userhash_status php_userhash_hmac_stream(
	userhash_hmac *hmac, php_stream *stream, zend_long limit, zend_long *taken)
{
	char chunk[STREAM_CHUNK];
	zend_long total = 0;

	while (limit < 0 || total < limit) {
		size_t wanted = sizeof(chunk);
		ssize_t got;
		userhash_status status;

		if (limit >= 0 && (zend_ulong)(limit - total) < wanted) {
			wanted = (size_t)(limit - total);
		}
		got = php_stream_read(stream, chunk, wanted);
		if (got <= 0) {
			*taken = got < 0 ? -1 : total;
			return USERHASH_OK;
		}
		status = userhash_hmac_update(hmac, chunk, (size_t)got);
		if (status != USERHASH_OK) {
			return status;
		}
		total += got;
	}
	*taken = total;
	return USERHASH_OK;
}

ZEND_FUNCTION(Userhash_hash_hmac)
{
	zend_string *algorithm, *data, *key;
	bool binary = false;
	uint8_t tag[USERHASH_TAG_LENGTH];
	userhash_status status;

	ZEND_PARSE_PARAMETERS_START(3, 4)
		Z_PARAM_STR(algorithm)
		Z_PARAM_STR(data)
		Z_PARAM_STR(key)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(binary)
	ZEND_PARSE_PARAMETERS_END();

	if (UNEXPECTED(!php_userhash_is_sha256(algorithm))) {
		RETURN_THROWS();
	}
	status = userhash_hmac_sha256(
		ZSTR_VAL(key), ZSTR_LEN(key), ZSTR_VAL(data), ZSTR_LEN(data), tag);
	if (UNEXPECTED(status != USERHASH_OK)) {
		php_userhash_throw(status);
		RETURN_THROWS();
	}
	php_userhash_return_tag(tag, binary, return_value);
}

/* The hash of a stream's contents; false if they can't be read. */
static void return_stream_hash(
	php_stream *stream, const zend_string *key, bool binary, zval *return_value)
{
	userhash_hmac hmac;
	uint8_t tag[USERHASH_TAG_LENGTH];
	zend_long taken = -1;
	userhash_status status = userhash_hmac_init(&hmac, ZSTR_VAL(key), ZSTR_LEN(key));

	if (status == USERHASH_OK) {
		status = php_userhash_hmac_stream(&hmac, stream, -1, &taken);
	}
	if (status == USERHASH_OK) {
		status = userhash_hmac_digest(&hmac, tag);
	}
	userhash_hmac_wipe(&hmac);
	if (status != USERHASH_OK) {
		php_userhash_throw(status);
	} else if (taken < 0) {
		RETVAL_FALSE;
	} else {
		php_userhash_return_tag(tag, binary, return_value);
	}
}

ZEND_FUNCTION(Userhash_hash_hmac_file)
{
	zend_string *algorithm, *filename, *key;
	bool binary = false;
	php_stream *stream;

	ZEND_PARSE_PARAMETERS_START(3, 4)
		Z_PARAM_STR(algorithm)
		Z_PARAM_STR(filename)
		Z_PARAM_STR(key)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(binary)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_userhash_is_sha256(algorithm)) {
		RETURN_THROWS();
	}
	if (CHECK_NULL_PATH(ZSTR_VAL(filename), ZSTR_LEN(filename))) {
		zend_argument_value_error(2, "must not contain any null bytes");
		RETURN_THROWS();
	}
	stream = php_stream_open_wrapper_ex(ZSTR_VAL(filename), "rb", REPORT_ERRORS, NULL,
		php_stream_context_from_zval(NULL, 0));
	if (!stream) {
		RETURN_FALSE;
	}
	return_stream_hash(stream, key, binary, return_value);
	php_stream_close(stream);
}

ZEND_FUNCTION(Userhash_hash_hmac_algos)
{
	ZEND_PARSE_PARAMETERS_NONE();
	array_init_size(return_value, 1);
	add_next_index_stringl(return_value, ZEND_STRL("sha256"));
}

ZEND_FUNCTION(Userhash_hash_equals)
{
	zval *known, *presented;
	userhash_status status;

	/* PHP's own function converts nothing either, for callers without strict_types too. */
	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_ZVAL(known)
		Z_PARAM_ZVAL(presented)
	ZEND_PARSE_PARAMETERS_END();

	if (Z_TYPE_P(known) != IS_STRING) {
		zend_wrong_parameter_type_error(1, Z_EXPECTED_STRING, known);
		RETURN_THROWS();
	}
	if (Z_TYPE_P(presented) != IS_STRING) {
		zend_wrong_parameter_type_error(2, Z_EXPECTED_STRING, presented);
		RETURN_THROWS();
	}
	status = userhash_equals(
		Z_STRVAL_P(known), Z_STRLEN_P(known), Z_STRVAL_P(presented), Z_STRLEN_P(presented));
	if (status != USERHASH_OK && status != USERHASH_MISMATCH) {
		php_userhash_throw(status);
		RETURN_THROWS();
	}
	RETURN_BOOL(status == USERHASH_OK);
}

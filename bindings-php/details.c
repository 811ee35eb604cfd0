/* Details, from PHP's values to JSON: by PHP's own encoder, in its strict mode. */
#include "php_userhash.h"
#include "ext/json/php_json.h"
#include "zend_smart_str.h"

/* The library escapes what needs it, so here nothing is escaped that JSON itself doesn't ask for. */
#define OPTIONS \
	(PHP_JSON_PRESERVE_ZERO_FRACTION | PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE)

/* As with JSON_THROW_ON_ERROR, what the program's own json_encode() left behind stays. */
static bool encode(smart_str *json, zval *details)
{
	php_json_error_code before = JSON_G(error_code), error;
	zend_result result = php_json_encode_ex(json, details, OPTIONS, PHP_JSON_PARSER_DEFAULT_DEPTH);

	error = JSON_G(error_code);
	JSON_G(error_code) = before;
	return result == SUCCESS && error == PHP_JSON_ERROR_NONE && !EG(exception);
}

zend_string *php_userhash_details(zval *details, uint32_t argument)
{
	smart_str json = {0};

	if (UNEXPECTED(Z_TYPE_P(details) != IS_ARRAY && Z_TYPE_P(details) != IS_OBJECT)) {
		zend_argument_type_error(
			argument, "must be of type array|object, %s given", zend_zval_type_name(details));
		return NULL;
	}
	/* PHP has one empty array, and json_encode() would make a list of it. */
	if (Z_TYPE_P(details) == IS_ARRAY && zend_hash_num_elements(Z_ARRVAL_P(details)) == 0) {
		return zend_string_init(ZEND_STRL("{}"), 0);
	}
	if (UNEXPECTED(!encode(&json, details))) {
		smart_str_free(&json);
		/* What a program's jsonSerialize() throws is the program's own. */
		if (!EG(exception)) {
			php_userhash_throw(USERHASH_MALFORMED_DETAILS);
		}
		return NULL;
	}
	smart_str_0(&json);
	return json.s;
}

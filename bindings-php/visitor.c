/* Userhash\Visitor, and the functions for pages that need none. */
#include "php_userhash.h"
#include "visitor_arginfo.h"

typedef struct {
	char hash[USERHASH_HASH_SIZE];
	zend_string *details; /* JSON */
	zend_object std;
} visitor;

#define VISITOR(object) PHP_USERHASH_OUTER(visitor, object)

/* The two arguments, or four, that the library takes them as. */
#define STRING(string) ZSTR_VAL(string), ZSTR_LEN(string)
#define NONCE(string) ((string) ? ZSTR_VAL(string) : NULL), ((string) ? ZSTR_LEN(string) : 0)
#define SELF(self) (self)->hash, USERHASH_HASH_LENGTH, STRING((self)->details)

/* What is written around the details, with room for some escapes. */
enum { AROUND = 320 };

static zend_class_entry *visitor_ce;
static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *ce)
{
	visitor *self = zend_object_alloc(sizeof(*self), ce);

	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &handlers;
	self->details = ZSTR_EMPTY_ALLOC();
	return &self->std;
}

static void free_object(zend_object *object)
{
	zend_string_release(VISITOR(object)->details);
	zend_object_std_dtor(object);
}

/* Whoever dumps a visitor into a log sees neither hash nor details. */
static HashTable *properties_for(zend_object *object, zend_prop_purpose purpose)
{
	return php_userhash_sealed_properties(object, purpose, NULL);
}

/* Takes over `details`. */
static void return_new(zval *return_value, const char *hash, zend_string *details)
{
	visitor *self;

	object_init_ex(return_value, visitor_ce);
	self = VISITOR(Z_OBJ_P(return_value));
	memcpy(self->hash, hash, USERHASH_HASH_LENGTH);
	self->details = details;
}

/* Not a parser of Zend's, for the reason that user.c gives. */
static bool is_string(zval *argument, uint32_t number)
{
	if (EXPECTED(Z_TYPE_P(argument) == IS_STRING)) {
		return true;
	}
	zend_wrong_parameter_type_error(number, Z_EXPECTED_STRING, argument);
	return false;
}

static bool take_nonce(zval *argument, zend_string **nonce)
{
	*nonce = NULL;
	if (argument && Z_TYPE_P(argument) == IS_STRING) {
		*nonce = Z_STR_P(argument);
	} else if (argument && Z_TYPE_P(argument) != IS_NULL) {
		zend_wrong_parameter_type_error(1, Z_EXPECTED_STRING_OR_NULL, argument);
		return false;
	}
	return true;
}

void php_userhash_return_visitor(const userhash_key *key, INTERNAL_FUNCTION_PARAMETERS)
{
	zval *argument, *identity = NULL;
	zend_string *details;
	const char *field = "email";
	size_t field_length = sizeof("email") - 1;
	char hash[USERHASH_HASH_SIZE];
	userhash_status status;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ZVAL(argument)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(identity)
	ZEND_PARSE_PARAMETERS_END();

	if (identity) {
		if (!is_string(identity, 2)) {
			RETURN_THROWS();
		}
		field = Z_STRVAL_P(identity);
		field_length = Z_STRLEN_P(identity);
	}
	if (!(details = php_userhash_details(argument, 1))) {
		RETURN_THROWS();
	}
	status = userhash_key_visitor_hash(key, STRING(details), field, field_length, hash);
	if (UNEXPECTED(status != USERHASH_OK)) {
		zend_string_release(details);
		php_userhash_throw(status);
		RETURN_THROWS();
	}
	return_new(return_value, hash, details);
}

ZEND_METHOD(Userhash_Visitor, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Userhash_Visitor, withHash)
{
	zval *hash, *argument;
	zend_string *details;
	userhash_status status;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_ZVAL(hash)
		Z_PARAM_ZVAL(argument)
	ZEND_PARSE_PARAMETERS_END();

	if (!is_string(hash, 1) || !(details = php_userhash_details(argument, 2))) {
		RETURN_THROWS();
	}
	/* What can be rendered but for the lack of a buffer is a visitor. */
	status = userhash_visitor_json(STRING(Z_STR_P(hash)), STRING(details), NULL, 0, NULL);
	if (status != USERHASH_BUFFER_TOO_SMALL) {
		zend_string_release(details);
		php_userhash_throw(status);
		RETURN_THROWS();
	}
	return_new(return_value, Z_STRVAL_P(hash), details);
}

ZEND_METHOD(Userhash_Visitor, userHash)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_STRINGL(VISITOR(Z_OBJ_P(ZEND_THIS))->hash, USERHASH_HASH_LENGTH);
}

/* Returns what `call` writes into (PLACE): into a string of `size` bytes, or else into one that is
 * as large as it says. */
#define PLACE ZSTR_VAL(text), ZSTR_LEN(text) + 1, &needed
#define RETURN_RENDERED(size, call) \
	do { \
		zend_string *text; \
		userhash_status status; \
		size_t needed = (size); \
		do { \
			text = zend_string_alloc(needed - 1, 0); \
			status = (call); \
			if (UNEXPECTED(status != USERHASH_OK)) { \
				zend_string_efree(text); \
			} \
		} while (status == USERHASH_BUFFER_TOO_SMALL); \
		if (UNEXPECTED(status != USERHASH_OK)) { \
			php_userhash_throw(status); \
			RETURN_THROWS(); \
		} \
		RETURN_STR(zend_string_truncate(text, needed - 1, 0)); \
	} while (0)

ZEND_METHOD(Userhash_Visitor, scriptTag)
{
	const visitor *self = VISITOR(Z_OBJ_P(ZEND_THIS));
	zval *argument = NULL;
	zend_string *nonce;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(argument)
	ZEND_PARSE_PARAMETERS_END();

	if (!take_nonce(argument, &nonce)) {
		RETURN_THROWS();
	}
	RETURN_RENDERED(ZSTR_LEN(self->details) + AROUND,
		userhash_visitor_script_tag(SELF(self), NONCE(nonce), PLACE));
}

#define RENDERING_METHOD(name, function) \
	ZEND_METHOD(Userhash_Visitor, name) \
	{ \
		const visitor *self = VISITOR(Z_OBJ_P(ZEND_THIS)); \
		ZEND_PARSE_PARAMETERS_NONE(); \
		RETURN_RENDERED(ZSTR_LEN(self->details) + AROUND, function(SELF(self), PLACE)); \
	}

RENDERING_METHOD(script, userhash_visitor_script)
RENDERING_METHOD(cspHash, userhash_visitor_csp_hash)
RENDERING_METHOD(dataTag, userhash_visitor_data_tag)
RENDERING_METHOD(toJson, userhash_visitor_json)
RENDERING_METHOD(loginCall, userhash_visitor_login_call)
RENDERING_METHOD(switchCall, userhash_visitor_switch_call)

ZEND_FUNCTION(Userhash_logoutScriptTag)
{
	zval *argument = NULL;
	zend_string *nonce;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_ZVAL(argument)
	ZEND_PARSE_PARAMETERS_END();

	if (!take_nonce(argument, &nonce)) {
		RETURN_THROWS();
	}
	RETURN_RENDERED(AROUND, userhash_logout_script_tag(NONCE(nonce), PLACE));
}

#define RENDERING_FUNCTION(name, function) \
	ZEND_FUNCTION(Userhash_##name) \
	{ \
		ZEND_PARSE_PARAMETERS_NONE(); \
		RETURN_RENDERED(AROUND, function(PLACE)); \
	}

RENDERING_FUNCTION(logoutCall, userhash_logout_call)
RENDERING_FUNCTION(logoutCspHash, userhash_logout_csp_hash)
RENDERING_FUNCTION(logoutDataTag, userhash_logout_data_tag)
RENDERING_FUNCTION(loader, userhash_loader)

ZEND_FUNCTION(Userhash_headers)
{
	ZEND_PARSE_PARAMETERS_NONE();
	array_init_size(return_value, 2);
	add_assoc_string(return_value, "Cache-Control", USERHASH_CACHE_CONTROL);
	add_assoc_string(return_value, "Vary", USERHASH_VARY);
}

void php_userhash_visitor_startup(void)
{
	visitor_ce = register_class_Userhash_Visitor();
	visitor_ce->create_object = create;
	php_userhash_seal(&handlers, XtOffsetOf(visitor, std), free_object);
	handlers.get_properties_for = properties_for;
}

/* Userhash\HashContext and the functions that work on it: HMAC in pieces, as PHP does it. */
#include "php_userhash.h"
#include "ext/hash/php_hash.h"
#include "ext/standard/file.h"

typedef struct {
	userhash_hmac hmac;
	bool finalised;
	zend_object std;
} hash_context;

#define HASH_CONTEXT(object) PHP_USERHASH_OUTER(hash_context, object)

/* What PHP's own function says. */
#if PHP_VERSION_ID >= 80400
#define EMPTY_KEY "must not be empty when HMAC is requested"
#else
#define EMPTY_KEY "cannot be empty when HMAC is requested"
#endif

static zend_class_entry *context_ce;
static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *ce)
{
	hash_context *self = zend_object_alloc(sizeof(*self), ce);

	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &handlers;
	return &self->std;
}

static void free_object(zend_object *object)
{
	userhash_hmac_wipe(&HASH_CONTEXT(object)->hmac);
	zend_object_std_dtor(object);
}

static zend_object *clone_object(zend_object *object)
{
	hash_context *old = HASH_CONTEXT(object);
	zend_object *clone = create(object->ce);
	userhash_status status;

	zend_objects_clone_members(clone, object);
	if (old->finalised) {
		HASH_CONTEXT(clone)->finalised = true;
		zend_value_error("Cannot clone a finalized HashContext");
		return clone;
	}
	status = userhash_hmac_copy(&HASH_CONTEXT(clone)->hmac, &old->hmac);
	if (status != USERHASH_OK) {
		php_userhash_throw(status);
	}
	return clone;
}

#if PHP_VERSION_ID >= 80400
/* Since this version dumps of PHP's own contexts name the algorithm. */
static HashTable *properties_for(zend_object *object, zend_prop_purpose purpose)
{
	zval algorithm;
	HashTable *table;

	if (purpose != ZEND_PROP_PURPOSE_DEBUG) {
		return zend_std_get_properties_for(object, purpose);
	}
	table = zend_new_array(1);
	ZVAL_STRING(&algorithm, "sha256");
	zend_hash_str_add_new(table, ZEND_STRL("algo"), &algorithm);
	return table;
}
#endif

/* The computation of an argument that must not have been ended; NULL if an exception was thrown. */
static userhash_hmac *running(zval *context)
{
	if (HASH_CONTEXT(Z_OBJ_P(context))->finalised) {
		zend_argument_type_error(1, "must be a valid, non-finalized HashContext");
		return NULL;
	}
	return &HASH_CONTEXT(Z_OBJ_P(context))->hmac;
}

ZEND_METHOD(Userhash_HashContext, __construct)
{
	/* Private, so that only hash_init() makes contexts. */
	ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_FUNCTION(Userhash_hash_init)
{
	zend_string *algorithm, *key = NULL;
	zend_long flags = 0;
	HashTable *options = NULL;
	userhash_status status;

	ZEND_PARSE_PARAMETERS_START(1, 4)
		Z_PARAM_STR(algorithm)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(flags)
		Z_PARAM_STR(key)
		Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_userhash_is_sha256(algorithm)) {
		RETURN_THROWS();
	}
	if (!(flags & PHP_HASH_HMAC)) {
		zend_argument_value_error(2, "must be HASH_HMAC: userhash offers no hashing without a key");
		RETURN_THROWS();
	}
	if (!key || ZSTR_LEN(key) == 0) {
		zend_argument_value_error(3, EMPTY_KEY);
		RETURN_THROWS();
	}
	(void)options;
	object_init_ex(return_value, context_ce);
	status = userhash_hmac_init(
		&HASH_CONTEXT(Z_OBJ_P(return_value))->hmac, ZSTR_VAL(key), ZSTR_LEN(key));
	if (status != USERHASH_OK) {
		php_userhash_throw(status);
	}
}

ZEND_FUNCTION(Userhash_hash_update)
{
	zval *context;
	zend_string *data;
	userhash_hmac *hmac;
	userhash_status status;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_OBJECT_OF_CLASS(context, context_ce)
		Z_PARAM_STR(data)
	ZEND_PARSE_PARAMETERS_END();

	if (!(hmac = running(context))) {
		RETURN_THROWS();
	}
	status = userhash_hmac_update(hmac, ZSTR_VAL(data), ZSTR_LEN(data));
	if (status != USERHASH_OK) {
		php_userhash_throw(status);
		RETURN_THROWS();
	}
	RETURN_TRUE;
}

/* Reading can run the script's own code (a stream wrapper), which may end the computation. */
static bool take_stream(zval *context, php_stream *stream, zend_long limit, zend_long *taken)
{
	userhash_hmac *hmac = running(context);
	userhash_status status;

	if (!hmac) {
		return false;
	}
	status = php_userhash_hmac_stream(hmac, stream, limit, taken);
	if (status != USERHASH_OK) {
		if (running(context)) {
			php_userhash_throw(status);
		}
		return false;
	}
	return true;
}

ZEND_FUNCTION(Userhash_hash_update_stream)
{
	zval *context, *resource;
	zend_long length = -1, taken;
	php_stream *stream;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_OBJECT_OF_CLASS(context, context_ce)
		Z_PARAM_RESOURCE(resource)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(length)
	ZEND_PARSE_PARAMETERS_END();

	if (!running(context)) {
		RETURN_THROWS();
	}
	php_stream_from_zval(stream, resource);
	if (!take_stream(context, stream, length, &taken)) {
		RETURN_THROWS();
	}
	RETURN_LONG(taken);
}

ZEND_FUNCTION(Userhash_hash_update_file)
{
	zval *context, *resource = NULL;
	zend_string *filename;
	zend_long taken = -1;
	php_stream *stream;
	bool done;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_OBJECT_OF_CLASS(context, context_ce)
		Z_PARAM_PATH_STR(filename)
		Z_PARAM_OPTIONAL
		Z_PARAM_RESOURCE_OR_NULL(resource)
	ZEND_PARSE_PARAMETERS_END();

	if (!running(context)) {
		RETURN_THROWS();
	}
	stream = php_stream_open_wrapper_ex(ZSTR_VAL(filename), "rb", REPORT_ERRORS, NULL,
		php_stream_context_from_zval(resource, 0));
	if (!stream) {
		RETURN_FALSE;
	}
	done = take_stream(context, stream, -1, &taken);
	php_stream_close(stream);
	if (!done) {
		RETURN_THROWS();
	}
	RETURN_BOOL(taken >= 0);
}

ZEND_FUNCTION(Userhash_hash_final)
{
	zval *context;
	bool binary = false;
	uint8_t tag[USERHASH_TAG_LENGTH];
	userhash_hmac *hmac;
	userhash_status status;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_OBJECT_OF_CLASS(context, context_ce)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(binary)
	ZEND_PARSE_PARAMETERS_END();

	if (!(hmac = running(context))) {
		RETURN_THROWS();
	}
	status = userhash_hmac_digest(hmac, tag);
	if (status != USERHASH_OK) {
		php_userhash_throw(status);
		RETURN_THROWS();
	}
	userhash_hmac_wipe(hmac);
	HASH_CONTEXT(Z_OBJ_P(context))->finalised = true;
	php_userhash_return_tag(tag, binary, return_value);
}

ZEND_FUNCTION(Userhash_hash_copy)
{
	zval *context;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_OBJECT_OF_CLASS(context, context_ce)
	ZEND_PARSE_PARAMETERS_END();

	if (!running(context)) {
		RETURN_THROWS();
	}
	RETURN_OBJ(clone_object(Z_OBJ_P(context)));
}

void php_userhash_hash_context_startup(zend_class_entry *ce)
{
	context_ce = ce;
	ce->create_object = create;
	php_userhash_seal(&handlers, XtOffsetOf(hash_context, std), free_object);
	handlers.clone_obj = clone_object;
#if PHP_VERSION_ID >= 80400
	handlers.get_properties_for = properties_for;
#endif
}

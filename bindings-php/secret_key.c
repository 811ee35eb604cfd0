/* Userhash\SecretKey */
#include "php_userhash.h"
#include "main/fopen_wrappers.h"
#include "TSRM.h"

#define SECRET_KEY(object) PHP_USERHASH_OUTER(php_userhash_secret_key, object)

/* A function that loads a key from text of some form. */
typedef userhash_status (*loader)(userhash_key *key, const void *text, size_t length);

zend_class_entry *php_userhash_secret_key_ce;
static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *ce)
{
	/* Zeroed, and a zeroed key answers every call with an error. */
	php_userhash_secret_key *self = zend_object_alloc(sizeof(*self), ce);

	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &handlers;
	return &self->std;
}

static void free_object(zend_object *object)
{
	userhash_key_wipe(&SECRET_KEY(object)->key);
	zend_object_std_dtor(object);
}

static void show(const zend_object *object, HashTable *table)
{
	zval fingerprint;
	char text[USERHASH_FINGERPRINT_SIZE];

	if (userhash_key_fingerprint(&SECRET_KEY(object)->key, text) == USERHASH_OK) {
		ZVAL_STRINGL(&fingerprint, text, USERHASH_FINGERPRINT_LENGTH);
		zend_hash_str_add_new(table, ZEND_STRL("fingerprint"), &fingerprint);
	}
}

static HashTable *properties_for(zend_object *object, zend_prop_purpose purpose)
{
	return php_userhash_sealed_properties(object, purpose, show);
}

/* The file as PHP sees it: its own working directory, and open_basedir. */
static userhash_status load_file(userhash_key *key, const void *path, size_t length)
{
	char full[MAXPATHLEN];

	if (memchr(path, '\0', length) != NULL || !expand_filepath(path, full)
		|| php_check_open_basedir(full) != 0) {
		return USERHASH_MISSING_SECRET;
	}
	return userhash_key_init_file(key, full, strlen(full));
}

/* putenv() in another thread waits meanwhile, in thread-safe builds. */
static userhash_status load_env(userhash_key *key, const void *name, size_t length)
{
	userhash_status status;

	tsrm_env_lock();
	status = userhash_key_init_env(key, name, length);
	tsrm_env_unlock();
	return status;
}

/* Loads a key where it stays; false if an exception was thrown. */
static bool load(zend_object *object, zval *text, loader load_text)
{
	php_userhash_secret_key *self = SECRET_KEY(object);
	userhash_status status;

	if (Z_TYPE_P(text) != IS_STRING) {
		zend_wrong_parameter_type_error(1, Z_EXPECTED_STRING, text);
		return false;
	}
	if (self->loaded) {
		zend_throw_error(NULL, "A Userhash\\SecretKey can't be constructed twice");
		return false;
	}
	status = load_text(&self->key, Z_STRVAL_P(text), Z_STRLEN_P(text));
	if (status != USERHASH_OK) {
		php_userhash_throw(status);
		return false;
	}
	self->loaded = true;
	return true;
}

static void load_new(INTERNAL_FUNCTION_PARAMETERS, loader load_text)
{
	zval *text;
	zend_object *object;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ZVAL(text)
	ZEND_PARSE_PARAMETERS_END();

	object = create(php_userhash_secret_key_ce);
	if (!load(object, text, load_text)) {
		OBJ_RELEASE(object);
		RETURN_THROWS();
	}
	RETURN_OBJ(object);
}

ZEND_METHOD(Userhash_SecretKey, __construct)
{
	zval *secret;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ZVAL(secret)
	ZEND_PARSE_PARAMETERS_END();

	load(Z_OBJ_P(ZEND_THIS), secret, userhash_key_init);
}

ZEND_METHOD(Userhash_SecretKey, fromEnv)
{
	load_new(INTERNAL_FUNCTION_PARAM_PASSTHRU, load_env);
}

ZEND_METHOD(Userhash_SecretKey, fromFile)
{
	load_new(INTERNAL_FUNCTION_PARAM_PASSTHRU, load_file);
}

ZEND_METHOD(Userhash_SecretKey, fromHex)
{
	load_new(INTERNAL_FUNCTION_PARAM_PASSTHRU, userhash_key_init_hex);
}

ZEND_METHOD(Userhash_SecretKey, fromBase64)
{
	load_new(INTERNAL_FUNCTION_PARAM_PASSTHRU, userhash_key_init_base64);
}

ZEND_METHOD(Userhash_SecretKey, userHash)
{
	zval *user;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ZVAL(user)
	ZEND_PARSE_PARAMETERS_END();

	php_userhash_return_user_hash(&SECRET_KEY(Z_OBJ_P(ZEND_THIS))->key, user, return_value);
}

ZEND_METHOD(Userhash_SecretKey, verify)
{
	zval *user, *presented;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_ZVAL(user)
		Z_PARAM_ZVAL(presented)
	ZEND_PARSE_PARAMETERS_END();

	RETURN_BOOL(php_userhash_verify(&SECRET_KEY(Z_OBJ_P(ZEND_THIS))->key, 1, user, presented, NULL)
		== PHP_USERHASH_MATCH);
}

ZEND_METHOD(Userhash_SecretKey, fingerprint)
{
	char text[USERHASH_FINGERPRINT_SIZE];
	userhash_status status;

	ZEND_PARSE_PARAMETERS_NONE();
	status = userhash_key_fingerprint(&SECRET_KEY(Z_OBJ_P(ZEND_THIS))->key, text);
	if (status != USERHASH_OK) {
		php_userhash_throw(status);
		RETURN_THROWS();
	}
	RETURN_STRINGL(text, USERHASH_FINGERPRINT_LENGTH);
}

ZEND_METHOD(Userhash_SecretKey, visitor)
{
	php_userhash_return_visitor(
		&SECRET_KEY(Z_OBJ_P(ZEND_THIS))->key, INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

void php_userhash_secret_key_startup(zend_class_entry *ce)
{
	php_userhash_secret_key_ce = ce;
	ce->create_object = create;
	php_userhash_seal(&handlers, XtOffsetOf(php_userhash_secret_key, std), free_object);
	handlers.get_properties_for = properties_for;
}

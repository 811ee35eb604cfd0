/* Userhash\KeyRing */
#include "php_userhash.h"

/* The library takes an array of keys, so the ring holds copies, the current one first. */
typedef struct {
	userhash_key *keys;
	size_t count;
	zend_object std;
} key_ring;

#define KEY_RING(object) PHP_USERHASH_OUTER(key_ring, object)

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *ce)
{
	key_ring *self = zend_object_alloc(sizeof(*self), ce);

	zend_object_std_init(&self->std, ce);
	object_properties_init(&self->std, ce);
	self->std.handlers = &handlers;
	return &self->std;
}

static void free_object(zend_object *object)
{
	key_ring *self = KEY_RING(object);

	for (size_t i = 0; i < self->count; i++) {
		userhash_key_wipe(&self->keys[i]);
	}
	if (self->keys) {
		efree(self->keys);
	}
	zend_object_std_dtor(object);
}

static void show(const zend_object *object, HashTable *table)
{
	const key_ring *self = KEY_RING(object);
	char text[USERHASH_FINGERPRINT_SIZE];
	zval fingerprints;

	array_init_size(&fingerprints, (uint32_t)self->count);
	for (size_t i = 0; i < self->count; i++) {
		if (userhash_key_fingerprint(&self->keys[i], text) == USERHASH_OK) {
			add_next_index_stringl(&fingerprints, text, USERHASH_FINGERPRINT_LENGTH);
		}
	}
	zend_hash_str_add_new(table, ZEND_STRL("fingerprints"), &fingerprints);
}

static HashTable *properties_for(zend_object *object, zend_prop_purpose purpose)
{
	return php_userhash_sealed_properties(object, purpose, show);
}

ZEND_METHOD(Userhash_KeyRing, __construct)
{
	key_ring *self = KEY_RING(Z_OBJ_P(ZEND_THIS));
	zval *keys;
	uint32_t count;

	ZEND_PARSE_PARAMETERS_START(1, -1)
		Z_PARAM_VARIADIC('+', keys, count)
	ZEND_PARSE_PARAMETERS_END();

	for (uint32_t i = 0; i < count; i++) {
		if (Z_TYPE(keys[i]) != IS_OBJECT || Z_OBJCE(keys[i]) != php_userhash_secret_key_ce) {
			zend_wrong_parameter_class_error(i + 1, "Userhash\\SecretKey", &keys[i]);
			RETURN_THROWS();
		}
	}
	if (self->keys) {
		zend_throw_error(NULL, "A Userhash\\KeyRing can't be constructed twice");
		RETURN_THROWS();
	}
	self->keys = safe_emalloc(count, sizeof(userhash_key), 0);
	for (uint32_t i = 0; i < count; i++) {
		self->keys[i] = PHP_USERHASH_OUTER(php_userhash_secret_key, Z_OBJ(keys[i]))->key;
	}
	self->count = count;
}

ZEND_METHOD(Userhash_KeyRing, userHash)
{
	zval *user;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ZVAL(user)
	ZEND_PARSE_PARAMETERS_END();

	php_userhash_return_user_hash(KEY_RING(Z_OBJ_P(ZEND_THIS))->keys, user, return_value);
}

static php_userhash_answer verify(INTERNAL_FUNCTION_PARAMETERS, size_t *which)
{
	const key_ring *self = KEY_RING(Z_OBJ_P(ZEND_THIS));
	zval *user, *presented;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_ZVAL(user)
		Z_PARAM_ZVAL(presented)
	ZEND_PARSE_PARAMETERS_END_EX(return PHP_USERHASH_THREW);

	return php_userhash_verify(self->keys, self->count, user, presented, which);
}

ZEND_METHOD(Userhash_KeyRing, verify)
{
	RETURN_BOOL(verify(INTERNAL_FUNCTION_PARAM_PASSTHRU, NULL) == PHP_USERHASH_MATCH);
}

ZEND_METHOD(Userhash_KeyRing, verifiedBy)
{
	size_t which;

	if (verify(INTERNAL_FUNCTION_PARAM_PASSTHRU, &which) == PHP_USERHASH_MATCH) {
		RETURN_LONG((zend_long)which);
	}
	RETURN_NULL();
}

ZEND_METHOD(Userhash_KeyRing, visitor)
{
	php_userhash_return_visitor(
		KEY_RING(Z_OBJ_P(ZEND_THIS))->keys, INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

void php_userhash_key_ring_startup(zend_class_entry *ce)
{
	ce->create_object = create;
	php_userhash_seal(&handlers, XtOffsetOf(key_ring, std), free_object);
	handlers.get_properties_for = properties_for;
}

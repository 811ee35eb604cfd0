<?php

/**
 * The signatures of the extension, and their documentation.
 *
 * userhash_arginfo.h is generated from this file by generate-arginfo, and the tests check that it
 * was. Userhash\Visitor is in visitor.stub.php. #[\SensitiveParameter] on the parameters of functions is set in userhash.c, because PHP
 * 8.2's generator writes code that can't work for functions in a namespace.
 *
 * @generate-class-entries
 */

namespace Userhash {

    /**
     * The version of the library.
     *
     * @var string
     * @cvalue USERHASH_VERSION
     */
    const VERSION = UNKNOWN;

    /**
     * Everything that can go wrong, apart from wrong types, which are \TypeErrors.
     *
     * The message says what to do about it. It never holds a secret key or an expected user hash.
     */
    class Exception extends \RuntimeException
    {
        /**
         * The code of the error, the same in every language: "empty_secret", "empty_user" and so
         * on, as the table of errors in docs/errors.md lists them.
         *
         * getCode() gives the number that the C interface has for it.
         *
         * @return string The code; "" if getCode() is not a number of the table, which it always
         *                is in an exception that this extension throws.
         */
        public function getErrorCode(): string {}
    }

    /**
     * The app's secret key, given by the widget's vendor.
     *
     * What is kept is not the key but what HMAC needs of it (RFC 2104, section 4), inside the
     * object, until the object is freed; then it is wiped. A secret key is immutable. It can't be
     * cloned, serialised or compared, and whatever prints objects shows its fingerprint at most.
     *
     * Nothing is converted, with or without strict_types: null, bool, float and objects are
     * \TypeErrors wherever a string or an integer is asked for.
     *
     * @strict-properties
     * @not-serializable
     */
    final class SecretKey
    {
        /**
         * Takes the secret key as the vendor shows it.
         *
         * @param string $secret Any number of bytes; text is taken as its UTF-8 bytes.
         * @throws Exception "empty_secret" if it is empty or blank, "padded_secret" if it starts
         *                   or ends in white space, "placeholder_secret" if some documentation's
         *                   placeholder was left in.
         * @throws \TypeError If it is not a string.
         */
        public function __construct(#[\SensitiveParameter] string $secret) {}

        /**
         * Takes the secret key from an environment variable, without one final line break.
         *
         * It is the environment of the process that is read: what the process was started with,
         * env[...] in a php-fpm pool, and putenv(). What a web server passes with a request
         * (fastcgi_param, SetEnv) is not part of it: a visitor has a say in that.
         *
         * @param string $name The name of the variable.
         * @throws Exception "public_secret" if web bundlers publish variables of such a name,
         *                   "missing_secret" if it is not set, and those of the constructor.
         * @throws \TypeError If the name is not a string.
         */
        public static function fromEnv(string $name): SecretKey {}

        /**
         * Takes the secret key from a file, without one final line break.
         *
         * @param string $path A file of at most 65,536 bytes; open_basedir is respected, stream
         *                     wrappers are not used.
         * @throws Exception "missing_secret" if the file is not there or can't be read,
         *                   "malformed_secret" if it is too large, and those of the constructor.
         * @throws \TypeError If the path is not a string.
         */
        public static function fromFile(string $path): SecretKey {}

        /**
         * Takes a binary secret key from hexadecimal text, decoded in constant time.
         *
         * @param string $hex Pairs of 0-9 a-f A-F, without separators.
         * @throws Exception "empty_secret" or "malformed_secret".
         * @throws \TypeError If it is not a string.
         */
        public static function fromHex(#[\SensitiveParameter] string $hex): SecretKey {}

        /**
         * Takes a binary secret key from base64 text (RFC 4648, section 4), decoded in constant
         * time.
         *
         * @param string $base64 The standard alphabet, with padding.
         * @throws Exception "empty_secret" or "malformed_secret".
         * @throws \TypeError If it is not a string.
         */
        public static function fromBase64(#[\SensitiveParameter] string $base64): SecretKey {}

        /**
         * The user hash of a user: HMAC-SHA256 (RFC 2104, FIPS 180-4) of the user's exact bytes.
         * Nothing is trimmed, lower-cased or normalised.
         *
         * @param string|int $user The e-mail address or id of the user who is logged in; an
         *                         integer stands for its decimal text.
         * @return string 64 lower-case hexadecimal characters.
         * @throws Exception "empty_user".
         * @throws \TypeError If the user is neither string nor int.
         */
        public function userHash(string|int $user): string {}

        /**
         * Whether what a visitor presented is the user hash of this user; compared in constant
         * time.
         *
         * @param string|int $user The user that the visitor claims to be.
         * @param mixed $userHash Whatever the visitor sent. Only a string of 64 lower-case
         *                        hexadecimal characters can match; anything else, null and arrays
         *                        included, is false and never an error.
         * @throws Exception "empty_user".
         * @throws \TypeError If the user is neither string nor int.
         */
        public function verify(string|int $user, mixed $userHash): bool {}

        /**
         * Tells secret keys apart in a log, and gives nothing away: the first characters of the
         * HMAC-SHA256 of a fixed text under the key.
         *
         * @return string 8 lower-case hexadecimal characters.
         */
        public function fingerprint(): string {}

        /**
         * The visitor to put on a page: the details, and the user hash of the user whom they name,
         * so that the hash and the identity that the page shows can't differ.
         *
         * @param array|object $details What the page tells the widget about the user: an array
         *                              with string keys, or an object, as json_encode() takes it.
         *                              Its JSON may have up to 1 MiB and 32 levels. An empty array
         *                              stands for an object without fields.
         * @param string $identity The field that names the user: a non-empty string, or an
         *                         integer, which stands for its decimal text.
         * @throws Exception "malformed_details" if they are a list, are too large or too deep, or
         *                   hold what json_encode() refuses: NAN and INF, recursion, strings that
         *                   aren't UTF-8, resources; "missing_user" without the identity;
         *                   "empty_user".
         * @throws \TypeError If an argument is of another type.
         */
        public function visitor(array|object $details, string $identity = 'email'): Visitor {}
    }

    /**
     * The current secret key and the previous ones that are still accepted.
     *
     * Makes user hashes with the current key and checks them with all. As for SecretKey: it is
     * immutable, wiped when freed, and can't be cloned, serialised or compared.
     *
     * @strict-properties
     * @not-serializable
     */
    final class KeyRing
    {
        /**
         * Makes a ring; the keys are copied into it.
         *
         * @param SecretKey $current The key that user hashes are made with.
         * @param SecretKey $previous The keys that are still accepted, newest first.
         * @throws \TypeError If any of them is not a SecretKey.
         */
        public function __construct(SecretKey $current, SecretKey ...$previous) {}

        /**
         * The user hash of a user under the current key, as SecretKey::userHash() makes it.
         *
         * @param string|int $user The e-mail address or id of the user who is logged in.
         * @return string 64 lower-case hexadecimal characters.
         * @throws Exception "empty_user".
         * @throws \TypeError If the user is neither string nor int.
         */
        public function userHash(string|int $user): string {}

        /**
         * Whether what a visitor presented is the user hash of this user under any of the keys.
         * All keys are tried whichever matches.
         *
         * @param string|int $user The user that the visitor claims to be.
         * @param mixed $userHash Whatever the visitor sent; see SecretKey::verify().
         * @throws Exception "empty_user".
         * @throws \TypeError If the user is neither string nor int.
         */
        public function verify(string|int $user, mixed $userHash): bool {}

        /**
         * Which key the user hash that a visitor presented was made with.
         *
         * @param string|int $user The user that the visitor claims to be.
         * @param mixed $userHash Whatever the visitor sent; see SecretKey::verify().
         * @return int|null 0 for the current key, 1 for the first previous one and so on; null if
         *                  it was none of them.
         * @throws Exception "empty_user".
         * @throws \TypeError If the user is neither string nor int.
         */
        public function verifiedBy(string|int $user, mixed $userHash): ?int {}

        /**
         * The visitor to put on a page, with the user hash under the current key, as
         * SecretKey::visitor() makes it.
         *
         * @param array|object $details What the page tells the widget about the user.
         * @param string $identity The field that names the user.
         * @throws Exception "malformed_details", "missing_user", "empty_user".
         * @throws \TypeError If an argument is of another type.
         */
        public function visitor(array|object $details, string $identity = 'email'): Visitor {}
    }

    /**
     * A running HMAC-SHA256, made by hash_init(). As PHP's own \HashContext it can be cloned, but
     * not serialised.
     *
     * @strict-properties
     * @not-serializable
     */
    final class HashContext
    {
        /** Only hash_init() makes contexts. */
        private function __construct() {}
    }

    /**
     * HMAC-SHA256 (RFC 2104) with the manners of PHP's own hash_hmac(), for code that only changes
     * its import. New code wants SecretKey, which can't be used wrongly.
     *
     * @param string $algo "sha256", in any case.
     * @param string $data The message.
     * @param string $key The key, of any length; even an empty one, because PHP takes it.
     * @param bool $binary Whether to return 32 raw bytes.
     * @return string 64 lower-case hexadecimal characters, or 32 bytes.
     * @throws \ValueError For any other algorithm.
     */
    function hash_hmac(string $algo, string $data, string $key, bool $binary = false): string {}

    /**
     * As hash_hmac(), of the contents of a file or any other stream that PHP can open.
     *
     * @param string $algo "sha256", in any case.
     * @param string $filename A path or URL.
     * @param string $key The key, of any length.
     * @param bool $binary Whether to return 32 raw bytes.
     * @return string|false The hash; false, after a warning, if the file can't be opened or read.
     * @throws \ValueError For any other algorithm, and for a file name with a NUL byte.
     */
    function hash_hmac_file(string $algo, string $filename, string $key, bool $binary = false): string|false {}

    /**
     * The algorithms that hash_hmac() takes here.
     *
     * @return string[] "sha256" alone.
     */
    function hash_hmac_algos(): array {}

    /**
     * Starts an HMAC-SHA256 whose message comes in pieces, as PHP's own hash_init() does.
     *
     * @param string $algo "sha256", in any case.
     * @param int $flags HASH_HMAC; hashing without a key is not offered.
     * @param string $key The key: at least one byte, as PHP asks for.
     * @param array $options As in PHP's own function; SHA-256 has none, so they are ignored.
     * @throws \ValueError For any other algorithm, without HASH_HMAC, and for an empty key.
     */
    function hash_init(string $algo, int $flags = 0, string $key = "", array $options = []): HashContext {}

    /**
     * Adds data to the message.
     *
     * @param string $data Any number of bytes.
     * @return bool Always true.
     * @throws \TypeError If the context was finalised.
     */
    function hash_update(HashContext $context, string $data): bool {}

    /**
     * Adds what a stream holds to the message.
     *
     * @param resource $stream An open stream.
     * @param int $length At most so many bytes; -1 means up to the end.
     * @return int The number of bytes added.
     * @throws \TypeError If the context was finalised, or for anything that is not a stream.
     */
    function hash_update_stream(HashContext $context, $stream, int $length = -1): int {}

    /**
     * Adds the contents of a file, or of any other stream that PHP can open, to the message.
     *
     * @param string $filename A path or URL.
     * @param resource|null $stream_context A context made by stream_context_create().
     * @return bool False, after a warning, if the file can't be opened or read.
     * @throws \TypeError If the context was finalised.
     */
    function hash_update_file(HashContext $context, string $filename, $stream_context = null): bool {}

    /**
     * Ends the message and finalises the context, which is wiped.
     *
     * @param bool $binary Whether to return 32 raw bytes.
     * @return string 64 lower-case hexadecimal characters, or 32 bytes.
     * @throws \TypeError If the context was finalised before.
     */
    function hash_final(HashContext $context, bool $binary = false): string {}

    /**
     * A second context with the same key and the message so far.
     *
     * @throws \TypeError If the context was finalised.
     */
    function hash_copy(HashContext $context): HashContext {}

    /**
     * Whether two strings are equal; the time taken depends on their lengths alone.
     *
     * As in PHP's own function nothing is converted, with or without strict_types.
     *
     * @throws \TypeError If either is not a string.
     */
    function hash_equals(string $known_string, string $user_string): bool {}

    /**
     * A script that logs the visitor out and brings the guest's session back, whether the widget's
     * script has loaded by then or not.
     *
     * @return string JavaScript.
     */
    function logoutCall(): string {}

    /**
     * logoutCall() in its HTML element: for the page that is shown after the user logged out.
     *
     * @param string|null $nonce The nonce of the page's Content Security Policy, if it has one.
     * @return string HTML.
     * @throws Exception "malformed_nonce" unless the nonce is a base64-value of CSP Level 3.
     * @throws \TypeError If the nonce is neither string nor null.
     */
    function logoutScriptTag(?string $nonce = null): string {}

    /**
     * What allows logoutScriptTag() in a Content Security Policy without a nonce. It never changes.
     *
     * @return string 'sha256-…' with its quotes, for script-src.
     */
    function logoutCspHash(): string {}

    /**
     * The logout as an HTML element that runs nothing, for the script loader() to read.
     *
     * @return string HTML.
     */
    function logoutDataTag(): string {}

    /**
     * The script for pages whose Content Security Policy allows scripts from files only: it does
     * what Visitor::dataTag() and logoutDataTag() ask for. Serve it as a file of your own.
     *
     * @return string JavaScript.
     */
    function loader(): string {}

    /**
     * The headers of a response that carries a user hash, to be merged into those it has: without
     * them a shared cache may hand one visitor's page to another.
     *
     * @return array<string, string> ["Cache-Control" => "private, no-store", "Vary" => "Cookie"]
     */
    function headers(): array {}

#ifdef USERHASH_FORCED_PANIC
    /**
     * Panics inside the library, to show that this becomes an exception. Only the tests' own
     * build has this function: ./configure --enable-userhash-forced-panic.
     *
     * @throws Exception "panic".
     */
    function test_panic(): void {}
#endif
}

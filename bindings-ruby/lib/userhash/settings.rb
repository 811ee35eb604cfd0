# frozen_string_literal: true

require "userhash"

module Userhash
  # What an application sets once: whose key, and where the details of who is logged in come from.
  # Middleware and extensions make it when the application starts, so that a wrong setting is found
  # then and not on somebody's page.
  class Settings
    # The SecretKey or KeyRing.
    attr_reader :key

    # The name of the field of the details that is the user: a String or a Symbol.
    attr_reader :identity

    # What is called for the details of who is logged in.
    attr_reader :details

    # +details+ is a callable that takes the request's owner (see Page#from) and returns a Hash, or
    # +nil+ for a guest. It is to read the session, and never what the visitor sent: what it returns
    # is signed.
    #
    # Raises TypeError for another +key+ than a SecretKey or a KeyRing, for +details+ that can't be
    # called, and for another +identity+ than a String or a Symbol.
    def initialize(key:, details:, identity: "email")
      key.is_a?(SecretKey) || key.is_a?(KeyRing) or
        # Without the value: it may be the secret.
        raise TypeError, "key: must be a Userhash::SecretKey or a Userhash::KeyRing, and not a #{key.class}"
      details.respond_to?(:call) or
        raise TypeError, "details: must be callable and return the details of who is logged in, or nil"
      identity.is_a?(String) || identity.is_a?(Symbol) or
        raise TypeError, "identity: must be a String or a Symbol, and not a #{identity.class}"
      @key = key
      @details = details
      @identity = identity
      freeze
    end
  end
end

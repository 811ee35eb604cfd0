# config/initializers/userhash.rb
Rails.application.configure do
  config.userhash.key = Userhash::SecretKey.from_env("USERHASH_SECRET_KEY") # or in the credentials
  config.userhash.details = -> { current_user && { email: current_user.email, name: current_user.name } }
end

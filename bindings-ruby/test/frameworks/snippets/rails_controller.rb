class SessionsController < ApplicationController
  def create
    if (user = User.find_by(email: params[:email])&.authenticate(params[:password]))
      current_user ? userhash_logout : reset_session
      session[:user_id] = user.id
    end
    redirect_to "/", status: :see_other
  end

  def destroy
    userhash_logout # and resets the session
    redirect_to "/", status: :see_other
  end

  def show
    render_userhash_visitor # JSON, for a single-page app
  end
end

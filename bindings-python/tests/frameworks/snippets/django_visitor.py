from django.http import HttpResponse

from userhash.django import visitor


def details(user):
    return {"email": user.email, "name": user.get_full_name(), "plan": "free"}


def visitor_json(request):
    found = visitor(request)
    if found is None:
        return HttpResponse(status=204)
    return HttpResponse(found.to_json(), content_type="application/json")

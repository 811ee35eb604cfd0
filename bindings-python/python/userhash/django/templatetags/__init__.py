"""Template tags: see userhash.django.templatetags.userhash."""

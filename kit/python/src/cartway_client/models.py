"""The types of questions and answers, by the names that the description of the API has for them."""

from .generated.models import *

"""Closed lists of places, vehicles, movements and events."""

from app.core.i18n import N_
from app.models.worded import Worded


class PlaceKind(Worded):
    """What a place is."""

    RESIDENCE = "residence", N_("residence")
    OFFICE = "office", N_("office")
    HOTEL = "hotel", N_("hotel")
    AIRPORT = "airport", N_("airport")
    STATION = "station", N_("railway station")
    HOSPITAL = "hospital", N_("hospital")
    SAFE_HAVEN = "safe_haven", N_("safe haven")
    EMBASSY = "embassy", N_("embassy")
    INSTITUTION = "institution", N_("seat of an institution")
    VENUE = "venue", N_("venue")
    RESTAURANT = "restaurant", N_("restaurant")
    OTHER = "other", N_("other place")


class PlaceSensitivity(Worded):
    """How a place may be named on paper."""

    OPEN = "open", N_("public place")
    DISCREET = "discreet", N_("discreet place")
    PROTECTED = "protected", N_("place under protection")


class VehicleRole(Worded):
    """What a vehicle is used for."""

    PRINCIPAL = "principal", N_("principal's car")
    SPARE = "spare", N_("spare car")
    ESCORT = "escort", N_("escort")
    LEAD = "lead", N_("lead car")
    TAIL = "tail", N_("tail car")
    MOTORCYCLE = "motorcycle", N_("motorcycle")
    DELEGATION = "delegation", N_("delegation bus or car")
    MEDICAL = "medical", N_("medical vehicle")
    LUGGAGE = "luggage", N_("luggage")
    PRIVATE = "private_car", N_("private car")
    OTHER = "other", N_("other vehicle")


class TransportMode(Worded):
    """How a leg of a programme is travelled."""

    CAR = "car", N_("car")
    CONVOY = "convoy", N_("convoy")
    FOOT = "foot", N_("on foot")
    TRAIN = "train", N_("train")
    HELICOPTER = "helicopter", N_("helicopter")
    AIRCRAFT = "aircraft", N_("aircraft")
    BOAT = "boat", N_("boat")
    OTHER = "other", N_("other transport")


class FlightDirection(Worded):
    """Seen from Belgium."""

    ARRIVAL = "arrival", N_("arrival")
    DEPARTURE = "departure", N_("departure")


class PermitState(Worded):
    """Where a request for a permit stands."""

    NOT_ASKED = "not_asked", N_("not requested")
    ASKED = "asked", N_("requested")
    GRANTED = "granted", N_("granted")
    REFUSED = "refused", N_("permit refused")


class EventKind(Worded):
    """What groups visits."""

    SUMMIT = "summit", N_("European summit")
    MINISTERIAL = "ministerial", N_("EU/NATO ministerial")
    STATE_OCCASION = "state_occasion", N_("state occasion")
    SPORT = "sport", N_("sports event")
    CONFERENCE = "conference", N_("conference")
    DEMONSTRATION = "demonstration", N_("demonstration")
    OTHER = "other", N_("other event")

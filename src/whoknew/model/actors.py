"""Entities, and the sources among them."""

from typing import Literal

from whoknew.model.base import Count, Proposal, Span, Spans, Struct

EntityType = Literal["person", "organisation", "group", "place", "facility", "other"]


class Office(Struct, frozen=True, kw_only=True):
    """A role or office that an entity holds: "last prime minister", "commander of the 4th Armoured Division"."""

    title: str
    of: str | None = None  # entity id, or the words where no entity stands for it
    former: bool = False
    span: Span | None = None


class Kin(Struct, frozen=True, kw_only=True):
    """A kinship: this entity is ``relation`` of ``to`` ("brother" of the president)."""

    relation: str
    to: str  # entity id
    span: Span | None = None


class Entity(Proposal, frozen=True, kw_only=True):
    """One actor or place with every mention (pronouns included). ``name`` is the fullest that the account gives.

    ``metonymy`` holds mentions in which a place stands for its government or a body for its people. ``ambiguous``
    lists mentions whose resolution is in doubt. ``members`` are entity ids of a group's named members;
    ``member_of`` the groups it belongs to ("including …", "a commander who was there").
    ``possible_members`` may have been among them, though the text does not say so: set by a person, never by a stage.
    ``within`` is the place (entity id) that this place or facility lies in.
    ``across`` is what it is called over several accounts read together: entities with one such name are held to be one.
    Nothing is merged by it; it is given in memory by the linking of accounts and is null in every account by itself.
    ``named`` is false for an unnamed person or group, whose ``name`` is then its descriptor.
    """

    id: str
    name: str
    type: EntityType
    mentions: Spans = ()
    aliases: tuple[str, ...] = ()
    named: bool = True
    count: Count | None = None
    members: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    possible_members: tuple[str, ...] = ()
    within: str | None = None
    roles: tuple[Office, ...] = ()
    kin: tuple[Kin, ...] = ()
    gender: str | None = None
    metonymy: Spans = ()
    ambiguous: Spans = ()
    across: str | None = None


SourceKind = Literal["named_person", "anonymous_person", "unnamed_group", "organisation", "document", "media", "self"]
BasisKind = Literal["participant", "witness", "told", "document", "unstated"]


class Basis(Struct, frozen=True, kw_only=True):
    """How a source knows: took part, saw it, was told, read it; with the words that say so."""

    kind: BasisKind = "unstated"
    span: Span | None = None


class Anonymity(Struct, frozen=True, kw_only=True):
    """Whether a source asked not to be named, and the reason given, with its words."""

    requested: bool = False
    reason: Span | None = None


class Source(Proposal, frozen=True, kw_only=True):
    """A distinct attribution source. ``self`` is the account's own voice (id ``"self"``).

    In a first-person statement ``self`` has the narrator as ``entity``. ``member_of`` is an entity or source id of
    the group it belongs to ("one of the chiefs present"); ``overlaps`` are sources that may share people with it.
    An unnamed source never gets a named entity by machine.
    """

    id: str
    descriptor: str
    kind: SourceKind
    entity: str | None = None
    count: Count = Count()
    role: str | None = None
    organisation: str | None = None
    nationality: str | None = None
    on_record: bool | None = None
    basis: Basis = Basis()
    anonymity: Anonymity = Anonymity()
    member_of: str | None = None
    overlaps: tuple[str, ...] = ()
    mentions: Spans = ()
    reliability: str | None = None  # for a person to set; never assigned by machine
    inner: bool = False  # speaks only inside the story, or inside another source's words: no source of the account's
    publisher: bool = False  # speaks as a publisher ("the agency could not reach …") rather than as a source of claims

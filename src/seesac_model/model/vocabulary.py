"""
Closed lists: each word with its meaning and, where there is one, its source.

Every member is text (`EventKind.WORKSHOP == "workshop"`) and carries `meaning` and `source`.

>>> EventKind("workshop").meaning
'A working session of hours or days in which the participants produce or learn something together.'
"""

from __future__ import annotations

from seesac_model.model._term import Term

__all__ = [
    "AffiliationCapacity",
    "Basis",
    "DocumentKind",
    "DocumentStageKind",
    "EventKind",
    "EventMode",
    "EventStatus",
    "FrameworkKind",
    "FundingStatus",
    "Gender",
    "MandateRelation",
    "ObservationStatus",
    "OrganisationKind",
    "OutcomeKind",
    "OutcomeStatus",
    "PanelFormat",
    "PlaceKind",
    "Role",
    "TopicScheme",
    "Treatment",
    "Verification",
]


class PlaceKind(Term):
    """What sort of place it is."""

    VENUE = "venue", "A building or site: a hotel, a police academy, a storage site.", "https://schema.org/Place"
    CITY = "city", "A city, town or village.", "https://schema.org/City"
    BORDER_CROSSING = "border-crossing", "A border crossing point or border control point."
    JURISDICTION = (
        "jurisdiction",
        "A territory with its own authorities; the field's neutral word, which says nothing of status.",
        "https://schema.org/AdministrativeArea",
    )
    REGION = "region", "A group of jurisdictions, or a part of one.", "https://schema.org/AdministrativeArea"


class OrganisationKind(Term):
    """What sort of body it is."""

    IGO = "igo", "An intergovernmental organisation: the UN, the OSCE, INTERPOL."
    IGO_BODY = "igo-body", "A programme, office, mission or project of an intergovernmental organisation."
    EU = "eu", "The European Union as a whole, as when it gives money."
    EU_INSTITUTION = "eu-institution", "An institution of the European Union or a part of one."
    EU_AGENCY = "eu-agency", "An agency of the European Union: Frontex, Europol."
    COUNCIL_PRESIDENCY = "council-presidency", "A member state in its half-year at the head of the EU Council."
    GOVERNMENT = "government", "A government as a whole, as when a state gives money."
    MINISTRY = "ministry", "A ministry or a part of one."
    AUTHORITY = "authority", "A national authority or agency that is neither of the more precise kinds here."
    POLICE = "police", "A police service."
    BORDER_POLICE = "border-police", "A border police or border guard service."
    CUSTOMS = "customs", "A customs administration."
    ARMED_FORCES = "armed-forces", "Armed forces or a part of them."
    JUDICIARY = "judiciary", "A court or prosecution service."
    PARLIAMENT = "parliament", "A parliament or one of its committees."
    DIPLOMATIC_MISSION = "diplomatic-mission", "An embassy, delegation or permanent mission."
    COMMISSION = "commission", "A standing commission, such as a national SALW commission."
    NETWORK = "network", "A network of services or experts: SEEFEN."
    INITIATIVE = "initiative", "A political initiative or forum without a legal form of its own."
    FUND = "fund", "A fund: the Western Balkans SALW Control Roadmap Multi-Partner Trust Fund."
    PROJECT = "project", "A project or programme that acts under its own name."
    NGO = "ngo", "A non-governmental organisation or research institute."
    COMPANY = "company", "A company."
    MEDIA = "media", "A publisher of news."
    OTHER = "other", "A body of another sort; say which in the note."


class Gender(Term):
    """A person's gender, only where the person or the source states it."""

    WOMAN = "woman", "Stated to be a woman."
    MAN = "man", "Stated to be a man."
    OTHER = "other", "Stated otherwise."


class AffiliationCapacity(Term):
    """In what capacity a post is held."""

    ACTING = "acting", "In the post for the time being."
    DESIGNATE = "designate", "Chosen for the post and not yet in it."
    DEPUTISING = "deputising", "Standing in for the holder."
    FORMER = "former", "Named by a post no longer held."


class FrameworkKind(Term):
    """What sort of framework it is."""

    ROADMAP = "roadmap", "An agreed roadmap with goals and a target year."
    STRATEGY = "strategy", "A strategy."
    ACTION_PLAN = "action-plan", "An action plan or operational action plan."
    LEGAL_ACT = "legal-act", "A law, regulation, directive or Council decision.", "http://data.europa.eu/eli/ontology"
    TREATY = "treaty", "A treaty, convention or protocol."
    RESOLUTION = "resolution", "A resolution or declaration of an international body."
    POLITICAL_COMMITMENT = "political-commitment", "A politically binding programme or document, such as the UN PoA."
    RISK_ANALYSIS_MODEL = "risk-analysis-model", "A model for analysing risk: CIRAM."
    STANDARD = "standard", "A technical standard or set of guidelines: MOSAIC, ISO 17020."
    INITIATIVE = "initiative", "A political initiative: the Franco-German initiative."
    PROGRAMME = "programme", "A programme or project under which activities are carried out."
    PLATFORM = "platform", "A standing platform of cooperation: EMPACT Firearms."


class ObservationStatus(Term):
    """What a measured value states."""

    PLANNED = "planned", "What was planned, allocated or pledged."
    DELIVERED = "delivered", "What was done, handed over or counted."
    CUMULATIVE = "cumulative", "A running total that includes earlier values; never to be added to them."
    MEASURED = "measured", "What is so at a time: a share, a number of members."
    TARGET = "target", "What is to be reached."


class FundingStatus(Term):
    """How far the money has come."""

    PLANNED = "planned", "Intended or needed, and the sources speak of no promise."
    ANNOUNCED = "announced", "Made public, and the sources speak of no promise or decision."
    PLEDGED = "pledged", "Promised."
    ALLOCATED = "allocated", "Set aside by decision or contract."
    PAID = "paid", "Paid, or handed over in kind."
    CUMULATIVE = "cumulative", "A running total that includes earlier sums; never to be added to them."


class EventKind(Term):
    """What sort of event it is."""

    CONFERENCE = "conference", "A conference.", "https://schema.org/Event"
    SUMMIT = "summit", "A meeting of heads of state or government."
    MINISTERIAL_MEETING = "ministerial-meeting", "A meeting of ministers."
    FORUM = "forum", "A forum."
    WORKSHOP = (
        "workshop",
        "A working session of hours or days in which the participants produce or learn something together.",
    )
    SEMINAR = "seminar", "A seminar, lecture or webinar."
    TRAINING = "training", "A training or course.", "https://schema.org/EducationEvent"
    MEETING = "meeting", "A meeting of another sort than the ones named here."
    COORDINATION_MEETING = "coordination-meeting", "A regional or local meeting that coordinates a framework."
    COMMISSION_MEETING = "commission-meeting", "A meeting of commissions, such as the SALW commissions."
    NETWORK_MEETING = "network-meeting", "A meeting of a network: SEEFEN."
    REVIEW_MEETING = "review-meeting", "A meeting that reviews a framework: a review conference, a biennial meeting."
    VISIT = "visit", "A visit."
    STUDY_VISIT = "study-visit", "A visit to learn from the hosts."
    ASSESSMENT_VISIT = "assessment-visit", "A visit to assess a service, a laboratory or a storage."
    EXERCISE = "exercise", "An exercise."
    JOINT_OPERATION = "joint-operation", "A joint operation or joint action day."
    CEREMONY = "ceremony", "A ceremony of another sort than the ones named here."
    HANDOVER = "handover", "A handover of equipment."
    SIGNING = "signing", "The signing of an agreement."
    INAUGURATION = "inauguration", "The opening of a building or facility."
    LAUNCH = "launch", "The launch of a project, document or campaign."
    DESTRUCTION = "destruction", "A destruction of weapons or ammunition."
    CAMPAIGN = "campaign", "A campaign."
    SIDE_EVENT = "side-event", "An event beside a larger one."
    OTHER = "other", "An event of another sort; say which in the note."


class EventStatus(Term):
    """Whether an event took place."""

    PLANNED = "planned", "It is intended."
    ANNOUNCED = "announced", "It was made public before it took place.", "https://schema.org/EventScheduled"
    UNDER_WAY = "under-way", "It had begun when the source was written, and no source says that it is over."
    HELD = "held", "It took place."
    CANCELLED = "cancelled", "It did not take place and will not.", "https://schema.org/EventCancelled"
    POSTPONED = "postponed", "It did not take place when planned.", "https://schema.org/EventPostponed"


class EventMode(Term):
    """How the participants met."""

    IN_PERSON = "in-person", "In one place.", "https://schema.org/OfflineEventAttendanceMode"
    ONLINE = "online", "Online.", "https://schema.org/OnlineEventAttendanceMode"
    HYBRID = "hybrid", "Some in one place, some online.", "https://schema.org/MixedEventAttendanceMode"
    UNSTATED = "unstated", "The sources do not say; this is not the same as in person."


class PanelFormat(Term):
    """The form of one part of a programme."""

    PANEL_DISCUSSION = "panel-discussion", "A discussion among panellists, usually with a moderator."
    OPENING = "opening", "The opening of the event."
    CLOSING = "closing", "The closing of the event."
    PLENARY = "plenary", "A session of everybody."
    WORKING_GROUP = "working-group", "Work in smaller groups."
    PRESENTATION = "presentation", "One or more presentations."
    ROUND_TABLE = "round-table", "A round table or tour de table."
    EXERCISE = "exercise", "A practical exercise or demonstration."
    SITE_VISIT = "site-visit", "A visit to a site as part of the programme."
    DAY = "day", "A whole day of the programme, where the source divides it by days."
    SESSION = "session", "A session whose form the sources do not say."


class Role(Term):
    """In what role somebody took part."""

    ORGANISER = "organiser", "Organised the event.", "https://schema.org/organizer"
    CO_ORGANISER = "co-organiser", "Organised it together with others."
    HOST = "host", "Hosted it: gave the place or the invitation."
    PATRON = "patron", "It was held under their patronage, auspices or aegis."
    FUNDER = "funder", "Paid for it, in whole or in part.", "https://schema.org/funder"
    SUPPORTER = "supporter", "Supported it in another way than with money, or in a way the sources do not say."
    DONOR = "donor", "Took part as one of the donors of the work, which is not the same as paying for the event."
    PARTNER = "partner", "It was held in partnership or cooperation with them."
    SECRETARIAT = "secretariat", "Served as secretariat."
    IMPLEMENTER = "implementer", "Carried the activity out."
    CONTRACTOR = "contractor", "Carried out work under contract."
    CHAIR = "chair", "Chaired it."
    CO_CHAIR = "co-chair", "Chaired it together with another."
    MODERATOR = "moderator", "Moderated a discussion."
    OPENER = "opener", "Opened it, or gave opening remarks."
    WELCOME = "welcome", "Welcomed the participants."
    KEYNOTE = "keynote", "Gave the keynote."
    LEAD = "lead", "Led a session or a discussion, in a form the sources do not say."
    PANELLIST = "panellist", "Spoke on a panel.", "https://schema.org/performer"
    SPEAKER = "speaker", "Spoke, in a form the sources do not say.", "https://schema.org/performer"
    PRESENTER = "presenter", "Gave a presentation."
    TRAINER = "trainer", "Trained the participants."
    FACILITATOR = "facilitator", "Facilitated it, or guided a discussion or visit."
    RAPPORTEUR = "rapporteur", "Reported on the discussion."
    EXPERT = "expert", "Took part as an expert or resource person."
    SIGNATORY = "signatory", "Signed what was signed there."
    CLOSER = "closer", "Closed it."
    PARTICIPANT = "participant", "Took part.", "https://schema.org/attendee"
    OBSERVER = "observer", "Took part without a voice."
    GUEST = "guest", "Was invited from outside the circle."
    VISITOR = "visitor", "Came to see the hosts and their work."
    GIVER = "giver", "Handed over what was given, its own or another's."
    RECIPIENT = "recipient", "Received what was given: equipment, training, support."


class MandateRelation(Term):
    """How an event relates to a framework."""

    IMPLEMENTS = "implements", "It was held within the implementation of the framework."
    FUNDED_UNDER = "funded-under", "Its money came under the framework."
    MANDATED_BY = "mandated-by", "The framework calls for it."
    IN_SUPPORT_OF = "in-support-of", "It was held in support of the framework, or in line with it."


class Treatment(Term):
    """What an event did with its subject."""

    PRESENTED = "presented", "Presented it."
    DISCUSSED = "discussed", "Discussed it."
    REVIEWED = "reviewed", "Reviewed it: a draft, or progress."
    DRAFTED = "drafted", "Worked on its drafting."
    ADOPTED = "adopted", "Adopted it."
    ENDORSED = "endorsed", "Endorsed it."
    ACKNOWLEDGED = "acknowledged", "Acknowledged or welcomed it."
    NOTED = "noted", "Took note of it."
    SIGNED = "signed", "Signed it."
    LAUNCHED = "launched", "Launched it."
    VISITED = "visited", "Visited it."
    MENTIONED = "mentioned", "Mentioned it, and the sources do not say more."


class DocumentKind(Term):
    """What sort of document it is."""

    HANDBOOK = "handbook", "A handbook or manual."
    REPORT = "report", "A report."
    STUDY = "study", "A study, survey or assessment."
    TOOL = "tool", "A tool, checklist or template."
    PROCEDURE = "procedure", "Standard operating procedures."
    PRESENTATION = "presentation", "A presentation."
    DECLARATION = "declaration", "A declaration, communiqué or set of conclusions."
    PLAN = "plan", "A plan of action or work."
    ARTICLE = "article", "A press article or news item.", "https://schema.org/NewsArticle"
    OTHER = "other", "A document of another sort; say which in the note."


class DocumentStageKind(Term):
    """A stage in a document's life; the order of the members is the usual order."""

    PLANNED = "planned", "It is to be written."
    DRAFTED = "drafted", "A draft exists or is being written."
    PRESENTED = "presented", "It, or a draft of it, was presented."
    REVIEWED = "reviewed", "A draft was reviewed or commented."
    CONSOLIDATED = "consolidated", "Comments were brought together."
    COMPLETED = "completed", "It was finished, and the sources do not say whether it was approved or published."
    APPROVED = "approved", "It was approved."
    ADOPTED = "adopted", "It was adopted."
    ENDORSED = "endorsed", "It was endorsed by those concerned."
    FORTHCOMING = "forthcoming", "It is finished and not out yet."
    PUBLISHED = "published", "It was published."
    TRANSLATED = "translated", "A translation was made or is being made."


class OutcomeKind(Term):
    """What sort of outcome it is."""

    CONCLUSION = "conclusion", "A conclusion reached."
    FINDING = "finding", "Something found."
    RECOMMENDATION = "recommendation", "A recommendation."
    DECISION = "decision", "A decision."
    COMMITMENT = "commitment", "A commitment, a promise or an agreed next step."
    RESULT = "result", "Something done or produced: a draft finished, a network founded, officers trained."


class OutcomeStatus(Term):
    """What became of an outcome."""

    OPEN = "open", "Nothing is known to have followed yet."
    IN_PROGRESS = "in-progress", "It is being carried out."
    DONE = "done", "It was carried out."
    DROPPED = "dropped", "It was given up."


class TopicScheme(Term):
    """Which part of the vocabulary a topic belongs to."""

    TOPIC = "topic", "What work is about.", "http://www.w3.org/2004/02/skos/core#ConceptScheme"
    COMMODITY = (
        "commodity",
        "What is made, held, traded or trafficked.",
        "http://www.w3.org/2004/02/skos/core#ConceptScheme",
    )
    TRAFFICKING_MODE = (
        "trafficking-mode",
        "By which way or means it is trafficked.",
        "http://www.w3.org/2004/02/skos/core#ConceptScheme",
    )


class Basis(Term):
    """On what a cited fact rests."""

    STATED = "stated", "The source says so."
    INFERRED = "inferred", "It was concluded from what the source says; the note says from what."
    ESTIMATED = "estimated", "It was estimated; the note says how."


class Verification(Term):
    """Whether a cited fact was checked."""

    CLAIMED = "claimed", "The publisher says so, and nobody checked."
    VERIFIED = "verified", "It was checked against another source or by the editor."

# Written by manage.py client from the schema of the API: change that, and write it anew.
"""Everything that the API does, a method for each operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack, cast

from tideline_client import shapes
from tideline_client.results import Changes, Download, Pages
from tideline_client.transport import Transport, path_with


class Client(Transport):
    def acquisition_events(self, **query: Unpack[shapes.AcquisitionEventsQuery]) -> Pages[shapes.AcquisitionEvent]:
        """A company bought another one, or a part of it that gives control."""
        return Pages(self, path_with("/api/v1/acquisition-events/", query))

    def acquisition_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.AcquisitionEventDetail:
        """A company bought another one, or a part of it that gives control."""
        return cast("shapes.AcquisitionEventDetail", self.get(f"/api/v1/acquisition-events/{id}/", query))

    def affiliations(self, **query: Unpack[shapes.AffiliationsQuery]) -> Pages[shapes.Affiliation]:
        """Who holds or held which position where, the last recorded first."""
        return Pages(self, path_with("/api/v1/affiliations/", query))

    def propose_affiliation(self, body: shapes.PostProposal, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AffiliationStanding:
        """Propose a post with its evidence. Scope: propose."""
        return cast("shapes.AffiliationStanding", self.write("POST", "/api/v1/affiliations/", body, query, key=key, is_once=True))

    def affiliation(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.AffiliationDetail:
        """Who holds or held which position where, the last recorded first."""
        return cast("shapes.AffiliationDetail", self.get(f"/api/v1/affiliations/{id}/", query))

    def correct_affiliation(self, id: int, body: shapes.PatchedPostCorrection, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AffiliationStanding:
        """Set fields of a post. Scope: publish, or propose for a proposal of one's own."""
        return cast("shapes.AffiliationStanding", self.write("PATCH", f"/api/v1/affiliations/{id}/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def prove_affiliation(self, id: int, body: shapes.Proof, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AffiliationStanding:
        """Let a sentence prove a post. Scope: propose, or publish where the post is public."""
        return cast("shapes.AffiliationStanding", self.write("POST", f"/api/v1/affiliations/{id}/evidence/", body, query, key=key, is_once=True))

    def publish_affiliation(self, id: int, body: shapes.Why, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AffiliationStanding:
        """Make a proposed post public, with its person and company. Scope: publish."""
        return cast("shapes.AffiliationStanding", self.write("POST", f"/api/v1/affiliations/{id}/publish/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def reject_affiliation(self, id: int, body: shapes.Reason, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AffiliationStanding:
        """Refuse a proposed post, for good. Scope: publish."""
        return cast("shapes.AffiliationStanding", self.write("POST", f"/api/v1/affiliations/{id}/reject/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def retract_affiliation(self, id: int, body: shapes.Reason, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AffiliationStanding:
        """Take a published post back; readers are told the reason. Scope: publish."""
        return cast("shapes.AffiliationStanding", self.write("POST", f"/api/v1/affiliations/{id}/retract/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def articles(self, **query: Unpack[shapes.ArticlesQuery]) -> Pages[shapes.Article]:
        """What was read and is cited, with the sentences that prove something; never the whole text."""
        return Pages(self, path_with("/api/v1/articles/", query))

    def article(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.Article:
        """What was read and is cited, with the sentences that prove something; never the whole text."""
        return cast("shapes.Article", self.get(f"/api/v1/articles/{id}/", query))

    def career_events(self, **query: Unpack[shapes.CareerEventsQuery]) -> Pages[shapes.CareerEvent]:
        """A person left, joined or founded a company, or was given a post."""
        return Pages(self, path_with("/api/v1/career-events/", query))

    def career_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.CareerEventDetail:
        """A person left, joined or founded a company, or was given a post."""
        return cast("shapes.CareerEventDetail", self.get(f"/api/v1/career-events/{id}/", query))

    def changes(self, **query: Unpack[shapes.ChangesQuery]) -> Changes:
        """What was published, changed, taken back or merged, in order, without gaps. Begin without `since` for all that ever changed, or with `since=now`, and follow `next`. Each change comes with the whole record as it is at the moment of the answer, so that a copy is kept by replacing, and dropped where `data` is null."""
        return Changes(self, path_with("/api/v1/changes/", query), query.get("since"))

    def closure_events(self, **query: Unpack[shapes.ClosureEventsQuery]) -> Pages[shapes.ClosureEvent]:
        """A company ceased to exist or stopped its business."""
        return Pages(self, path_with("/api/v1/closure-events/", query))

    def closure_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.ClosureEventDetail:
        """A company ceased to exist or stopped its business."""
        return cast("shapes.ClosureEventDetail", self.get(f"/api/v1/closure-events/{id}/", query))

    def collections(self, **query: Unpack[shapes.CollectionsQuery]) -> Pages[shapes.Collection]:
        """People, companies and AI models that editors put together; only what is published."""
        return Pages(self, path_with("/api/v1/collections/", query))

    def collection(self, slug: str, **query: Unpack[shapes.LanguageQuery]) -> shapes.Collection:
        """People, companies and AI models that editors put together; only what is published."""
        return cast("shapes.Collection", self.get(f"/api/v1/collections/{slug}/", query))

    def companies(self, **query: Unpack[shapes.CompaniesQuery]) -> Pages[shapes.Company]:
        """Firms, funds, universities and other organisations."""
        return Pages(self, path_with("/api/v1/companies/", query))

    def propose_company(self, body: shapes.NewRecord, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Company:
        """Propose a record; it is public with its first published event. Scope: propose."""
        return cast("shapes.Company", self.write("POST", "/api/v1/companies/", body, query, key=key, is_once=True))

    def company(self, slug: str, **query: Unpack[shapes.LanguageQuery]) -> shapes.Company:
        """Firms, funds, universities and other organisations."""
        return cast("shapes.Company", self.get(f"/api/v1/companies/{slug}/", query))

    def correct_company(self, slug: str, body: shapes.PatchedRecord, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Company:
        """Set names and fields. Scope: publish, or propose for a proposal of one's own."""
        return cast("shapes.Company", self.write("PATCH", f"/api/v1/companies/{slug}/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def merge_company(self, slug: str, body: shapes.MergeEntity, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Company:
        """Let a record go on as another one, which is answered. Scope: merge."""
        return cast("shapes.Company", self.write("POST", f"/api/v1/companies/{slug}/merge/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def unmerge_company(self, slug: str, body: shapes.Parting, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Company:
        """Let a merged record stand for itself again. Scope: merge."""
        return cast("shapes.Company", self.write("POST", f"/api/v1/companies/{slug}/unmerge/", body, query, key=key, is_once=True))

    def dumps(self, **query: Unpack[shapes.LanguageQuery]) -> shapes.Dumps:
        """The dumps of the last days, the newest first: the whole record in files of one moment."""
        return cast("shapes.Dumps", self.get("/api/v1/dumps/", query))

    def dump_file(self, dump: str, file: str, **query: Unpack[shapes.LanguageQuery]) -> Download:
        """One file of a dump, or `manifest.json`. A part of it, by `Range`, ends a broken download."""
        return Download(self, path_with(f"/api/v1/dumps/{dump}/{file}", query))

    def events(self, **query: Unpack[shapes.EventsQuery]) -> Pages[shapes.Event]:
        """What happened, newest first. One event comes with its evidence."""
        return Pages(self, path_with("/api/v1/events/", query))

    def propose_event(self, body: shapes.EventProposal, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Propose an event with its evidence. Scope: propose."""
        return cast("shapes.EventStanding", self.write("POST", "/api/v1/events/", body, query, key=key, is_once=True))

    def event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventDetail:
        """What happened, newest first. One event comes with its evidence."""
        return cast("shapes.EventDetail", self.get(f"/api/v1/events/{id}/", query))

    def correct_event(self, id: int, body: shapes.PatchedEventCorrection, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Set fields of an event. Scope: publish, or propose for a proposal of one's own."""
        return cast("shapes.EventStanding", self.write("PATCH", f"/api/v1/events/{id}/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def prove_event(self, id: int, body: shapes.Proof, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Let a sentence prove an event. Scope: propose, or publish where the event is public."""
        return cast("shapes.EventStanding", self.write("POST", f"/api/v1/events/{id}/evidence/", body, query, key=key, is_once=True))

    def merge_event(self, id: int, body: shapes.Merge, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Let an event go on as another one, which is answered. Scope: merge."""
        return cast("shapes.EventStanding", self.write("POST", f"/api/v1/events/{id}/merge/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def publish_event(self, id: int, body: shapes.Why, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Make a proposed event public. Scope: publish."""
        return cast("shapes.EventStanding", self.write("POST", f"/api/v1/events/{id}/publish/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def reject_event(self, id: int, body: shapes.Reason, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Refuse a proposed event, for good. Scope: publish."""
        return cast("shapes.EventStanding", self.write("POST", f"/api/v1/events/{id}/reject/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def retract_event(self, id: int, body: shapes.Reason, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Take a published event back; readers are told the reason. Scope: publish."""
        return cast("shapes.EventStanding", self.write("POST", f"/api/v1/events/{id}/retract/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def unmerge_event(self, id: int, body: shapes.Why, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Let a merged event stand for itself again. Scope: merge."""
        return cast("shapes.EventStanding", self.write("POST", f"/api/v1/events/{id}/unmerge/", body, query, key=key, is_once=True))

    def propose_events(self, body: shapes.EventBatch, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Results:
        """Propose up to 500 events, each by itself: a bad one spoils nothing. Scope: propose."""
        return cast("shapes.Results", self.write("POST", "/api/v1/events/batch/", body, query, key=key, is_once=True))

    def export_events_csv(self, **query: Unpack[shapes.ExportEventsCsvQuery]) -> Download:
        """One event a row, in one language; no cell is taken for a formula."""
        return Download(self, path_with("/api/v1/export/events.csv", query))

    def export_events_ndjson(self, **query: Unpack[shapes.ExportEventsNdjsonQuery]) -> Download:
        """One event a line, in both languages: its public form as it is kept."""
        return Download(self, path_with("/api/v1/export/events.ndjson", query))

    def export_events_parquet(self, **query: Unpack[shapes.ExportEventsParquetQuery]) -> Download:
        """The columns of the CSV file, typed; of each role a list of names."""
        return Download(self, path_with("/api/v1/export/events.parquet", query))

    def extract(self, body: shapes.Text, **query: Unpack[shapes.LanguageQuery]) -> Mapping[str, Any]:
        """The facts that a text states, in the format of docs/facts.md. Nothing is stored. Scope: read. It knows the names of the gazetteer, and not those of the record: `ingest/` does."""
        return cast("Mapping[str, Any]", self.write("POST", "/api/v1/extract/", body, query))

    def founding_events(self, **query: Unpack[shapes.FoundingEventsQuery]) -> Pages[shapes.FoundingEvent]:
        """A company was founded; by whom is not told."""
        return Pages(self, path_with("/api/v1/founding-events/", query))

    def founding_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.FoundingEventDetail:
        """A company was founded; by whom is not told."""
        return cast("shapes.FoundingEventDetail", self.get(f"/api/v1/founding-events/{id}/", query))

    def funding_events(self, **query: Unpack[shapes.FundingEventsQuery]) -> Pages[shapes.FundingEvent]:
        """A company raised money, or is said to."""
        return Pages(self, path_with("/api/v1/funding-events/", query))

    def funding_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.FundingEventDetail:
        """A company raised money, or is said to."""
        return cast("shapes.FundingEventDetail", self.get(f"/api/v1/funding-events/{id}/", query))

    def ingest(self, body: shapes.GivenArticle, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Job:
        """The job of an article: the same address gives the same job. Scope: propose."""
        return cast("shapes.Job", self.write("POST", "/api/v1/ingest/", body, query, key=key, is_once=True))

    def ingestion(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.Job:
        """The state of a job, with the reason where it failed. Scope: propose."""
        return cast("shapes.Job", self.get(f"/api/v1/ingest/{id}/", query))

    def layoff_events(self, **query: Unpack[shapes.LayoffEventsQuery]) -> Pages[shapes.LayoffEvent]:
        """A company dismissed a number or share of its staff."""
        return Pages(self, path_with("/api/v1/layoff-events/", query))

    def layoff_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.LayoffEventDetail:
        """A company dismissed a number or share of its staff."""
        return cast("shapes.LayoffEventDetail", self.get(f"/api/v1/layoff-events/{id}/", query))

    def listing_events(self, **query: Unpack[shapes.ListingEventsQuery]) -> Pages[shapes.ListingEvent]:
        """A company's shares were listed, or are to be."""
        return Pages(self, path_with("/api/v1/listing-events/", query))

    def listing_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.ListingEventDetail:
        """A company's shares were listed, or are to be."""
        return cast("shapes.ListingEventDetail", self.get(f"/api/v1/listing-events/{id}/", query))

    def lookup(self, **query: Unpack[shapes.LookupQuery]) -> shapes.Lookup:
        """What the record knows from an article: the facts that it proves, with its sentences."""
        return cast("shapes.Lookup", self.get("/api/v1/lookup/", query))

    def match(self, **query: Unpack[shapes.MatchQuery]) -> shapes.Match:
        """Whom a name means: candidates with their likelihood and what speaks for and against each."""
        return cast("shapes.Match", self.get("/api/v1/match/", query))

    def models(self, **query: Unpack[shapes.ModelsQuery]) -> Pages[shapes.AIModel]:
        """AI models and families of them."""
        return Pages(self, path_with("/api/v1/models/", query))

    def propose_model(self, body: shapes.NewRecord, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AIModel:
        """Propose a record; it is public with its first published event. Scope: propose."""
        return cast("shapes.AIModel", self.write("POST", "/api/v1/models/", body, query, key=key, is_once=True))

    def model(self, slug: str, **query: Unpack[shapes.LanguageQuery]) -> shapes.AIModelDetail:
        """AI models and families of them."""
        return cast("shapes.AIModelDetail", self.get(f"/api/v1/models/{slug}/", query))

    def correct_model(self, slug: str, body: shapes.PatchedRecord, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AIModel:
        """Set names and fields. Scope: publish, or propose for a proposal of one's own."""
        return cast("shapes.AIModel", self.write("PATCH", f"/api/v1/models/{slug}/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def merge_model(self, slug: str, body: shapes.MergeEntity, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AIModel:
        """Let a record go on as another one, which is answered. Scope: merge."""
        return cast("shapes.AIModel", self.write("POST", f"/api/v1/models/{slug}/merge/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def unmerge_model(self, slug: str, body: shapes.Parting, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.AIModel:
        """Let a merged record stand for itself again. Scope: merge."""
        return cast("shapes.AIModel", self.write("POST", f"/api/v1/models/{slug}/unmerge/", body, query, key=key, is_once=True))

    def partnership_events(self, **query: Unpack[shapes.PartnershipEventsQuery]) -> Pages[shapes.PartnershipEvent]:
        """Two or more companies agreed to work together."""
        return Pages(self, path_with("/api/v1/partnership-events/", query))

    def partnership_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.PartnershipEventDetail:
        """Two or more companies agreed to work together."""
        return cast("shapes.PartnershipEventDetail", self.get(f"/api/v1/partnership-events/{id}/", query))

    def people(self, **query: Unpack[shapes.PeopleQuery]) -> Pages[shapes.Person]:
        """People who take part in the industry."""
        return Pages(self, path_with("/api/v1/people/", query))

    def propose_person(self, body: shapes.NewRecord, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Person:
        """Propose a record; it is public with its first published event. Scope: propose."""
        return cast("shapes.Person", self.write("POST", "/api/v1/people/", body, query, key=key, is_once=True))

    def person(self, slug: str, **query: Unpack[shapes.LanguageQuery]) -> shapes.Person:
        """People who take part in the industry."""
        return cast("shapes.Person", self.get(f"/api/v1/people/{slug}/", query))

    def correct_person(self, slug: str, body: shapes.PatchedRecord, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Person:
        """Set names and fields. Scope: publish, or propose for a proposal of one's own."""
        return cast("shapes.Person", self.write("PATCH", f"/api/v1/people/{slug}/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def merge_person(self, slug: str, body: shapes.MergeEntity, *, key: str | None = None, if_match: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Person:
        """Let a record go on as another one, which is answered. Scope: merge."""
        return cast("shapes.Person", self.write("POST", f"/api/v1/people/{slug}/merge/", body, query, key=key, is_once=True, if_match=if_match, is_conditional=True))

    def unmerge_person(self, slug: str, body: shapes.Parting, *, key: str | None = None, **query: Unpack[shapes.LanguageQuery]) -> shapes.Person:
        """Let a merged record stand for itself again. Scope: merge."""
        return cast("shapes.Person", self.write("POST", f"/api/v1/people/{slug}/unmerge/", body, query, key=key, is_once=True))

    def problems(self, **query: Unpack[shapes.LanguageQuery]) -> list[shapes.ProblemType]:
        """The types of problems that answers may tell of (RFC 9457)."""
        return cast("list[shapes.ProblemType]", self.get("/api/v1/problems/", query))

    def problem(self, slug: str, **query: Unpack[shapes.LanguageQuery]) -> shapes.ProblemType:
        """A type of problem, at the address that its `type` is."""
        return cast("shapes.ProblemType", self.get(f"/api/v1/problems/{slug}/", query))

    def proposals(self, **query: Unpack[shapes.LanguageQuery]) -> shapes.Proposals:
        """The addresses of all proposals. Scope: propose."""
        return cast("shapes.Proposals", self.get("/api/v1/proposals/", query))

    def proposed_affiliations(self, **query: Unpack[shapes.ProposalsAffiliationsQuery]) -> Pages[shapes.AffiliationStandingRow]:
        """Posts as they stand, your own first of all, the latest first. Scope: propose."""
        return Pages(self, path_with("/api/v1/proposals/affiliations/", query))

    def proposed_affiliation(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.AffiliationStanding:
        """Posts as they stand, your own first of all, the latest first. Scope: propose."""
        return cast("shapes.AffiliationStanding", self.get(f"/api/v1/proposals/affiliations/{id}/", query))

    def proposed_entities(self, **query: Unpack[shapes.ProposalsEntitiesQuery]) -> Pages[shapes.EntityStanding]:
        """People, companies and AI models as they stand, your own first of all. Scope: propose."""
        return Pages(self, path_with("/api/v1/proposals/entities/", query))

    def proposed_entity(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.EntityStanding:
        """People, companies and AI models as they stand, your own first of all. Scope: propose."""
        return cast("shapes.EntityStanding", self.get(f"/api/v1/proposals/entities/{id}/", query))

    def proposed_events(self, **query: Unpack[shapes.ProposalsEventsQuery]) -> Pages[shapes.EventStandingRow]:
        """Events as they stand, your own first of all, the latest first. Scope: propose."""
        return Pages(self, path_with("/api/v1/proposals/events/", query))

    def proposed_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.EventStanding:
        """Events as they stand, your own first of all, the latest first. Scope: propose."""
        return cast("shapes.EventStanding", self.get(f"/api/v1/proposals/events/{id}/", query))

    def release_events(self, **query: Unpack[shapes.ReleaseEventsQuery]) -> Pages[shapes.ReleaseEvent]:
        """A model came out, its weights were opened, or its licence changed."""
        return Pages(self, path_with("/api/v1/release-events/", query))

    def release_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.ReleaseEventDetail:
        """A model came out, its weights were opened, or its licence changed."""
        return cast("shapes.ReleaseEventDetail", self.get(f"/api/v1/release-events/{id}/", query))

    def search(self, **query: Unpack[shapes.SearchQuery]) -> shapes.Search:
        """People, companies, AI models and events for the words that somebody typed, by type. The best names go first, the newest events. Where nobody bears the name, those of a similar one are told with a low score."""
        return cast("shapes.Search", self.get("/api/v1/search/", query))

    def sources(self, **query: Unpack[shapes.SourcesQuery]) -> Pages[shapes.Source]:
        """The outlets whose articles are cited."""
        return Pages(self, path_with("/api/v1/sources/", query))

    def source(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.Source:
        """The outlets whose articles are cited."""
        return cast("shapes.Source", self.get(f"/api/v1/sources/{id}/", query))

    def stake_sale_events(self, **query: Unpack[shapes.StakeSaleEventsQuery]) -> Pages[shapes.StakeSaleEvent]:
        """A holder sold shares of a company."""
        return Pages(self, path_with("/api/v1/stake-sale-events/", query))

    def stake_sale_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.StakeSaleEventDetail:
        """A holder sold shares of a company."""
        return cast("shapes.StakeSaleEventDetail", self.get(f"/api/v1/stake-sale-events/{id}/", query))

    def statement_events(self, **query: Unpack[shapes.StatementEventsQuery]) -> Pages[shapes.StatementEvent]:
        """A person published an opinion or a forecast about the industry; the quote tells it."""
        return Pages(self, path_with("/api/v1/statement-events/", query))

    def statement_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.StatementEventDetail:
        """A person published an opinion or a forecast about the industry; the quote tells it."""
        return cast("shapes.StatementEventDetail", self.get(f"/api/v1/statement-events/{id}/", query))

    def statistic_events(self, **query: Unpack[shapes.StatisticEventsQuery]) -> Pages[shapes.StatisticEvent]:
        """A figure about the industry as a whole."""
        return Pages(self, path_with("/api/v1/statistic-events/", query))

    def statistic_event(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.StatisticEventDetail:
        """A figure about the industry as a whole."""
        return cast("shapes.StatisticEventDetail", self.get(f"/api/v1/statistic-events/{id}/", query))

    def statistics_events(self, **query: Unpack[shapes.StatisticsEventsQuery]) -> shapes.Statistics:
        """Sums by month, year and other keys. A period counts where it lies wholly within the range."""
        return cast("shapes.Statistics", self.get("/api/v1/statistics/events/", query))

    def statistics_funding(self, **query: Unpack[shapes.StatisticsFundingQuery]) -> shapes.Statistics:
        """Sums by month, year and other keys. A period counts where it lies wholly within the range."""
        return cast("shapes.Statistics", self.get("/api/v1/statistics/funding/", query))

    def statistics_layoffs(self, **query: Unpack[shapes.StatisticsLayoffsQuery]) -> shapes.Statistics:
        """Sums by month, year and other keys. A period counts where it lies wholly within the range."""
        return cast("shapes.Statistics", self.get("/api/v1/statistics/layoffs/", query))

    def statistics_releases(self, **query: Unpack[shapes.StatisticsReleasesQuery]) -> shapes.Statistics:
        """Sums by month, year and other keys. A period counts where it lies wholly within the range."""
        return cast("shapes.Statistics", self.get("/api/v1/statistics/releases/", query))

    def talent_flows(self, **query: Unpack[shapes.TalentFlowsQuery]) -> Pages[shapes.Flow]:
        """How many people went from which company to which, the largest flow first."""
        return Pages(self, path_with("/api/v1/talent-flows/", query))

    def webhooks(self, **query: Unpack[shapes.LanguageQuery]) -> shapes.Webhooks:
        """Your webhooks."""
        return cast("shapes.Webhooks", self.get("/api/v1/webhooks/", query))

    def make_webhook(self, body: shapes.NewWebhook, **query: Unpack[shapes.LanguageQuery]) -> shapes.MadeWebhook:
        """Have changes posted to an address, from when its server has confirmed that it is yours. A test with a challenge is sent within seconds: answer it with `data.challenge` alone."""
        return cast("shapes.MadeWebhook", self.write("POST", "/api/v1/webhooks/", body, query))

    def webhook(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.Webhook:
        """One of your webhooks, and how it goes."""
        return cast("shapes.Webhook", self.get(f"/api/v1/webhooks/{id}/", query))

    def change_webhook(self, id: int, body: shapes.PatchedWishes, **query: Unpack[shapes.LanguageQuery]) -> shapes.Webhook:
        """Other wishes. A new address is confirmed by a test before anything is sent to it."""
        return cast("shapes.Webhook", self.write("PATCH", f"/api/v1/webhooks/{id}/", body, query))

    def delete_webhook(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> None:
        """Send no more, and forget its log."""
        return cast("None", self.write("DELETE", f"/api/v1/webhooks/{id}/", None, query))

    def deliveries(self, id: int, **query: Unpack[shapes.WebhooksDeliveriesQuery]) -> Pages[shapes.Delivery]:
        """Each try of the last weeks, the latest first, with what was answered."""
        return Pages(self, path_with(f"/api/v1/webhooks/{id}/deliveries/", query))

    def disable_webhook(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.Webhook:
        """Send nothing until it is enabled again."""
        return cast("shapes.Webhook", self.write("POST", f"/api/v1/webhooks/{id}/disable/", None, query))

    def enable_webhook(self, id: int, body: shapes.Enable, **query: Unpack[shapes.LanguageQuery]) -> shapes.Webhook:
        """Send again, or at once what waits for its next try."""
        return cast("shapes.Webhook", self.write("POST", f"/api/v1/webhooks/{id}/enable/", body, query))

    def rotate_secret(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.Secret:
        """Another secret. For a day deliveries bear two signatures: of it and of the former."""
        return cast("shapes.Secret", self.write("POST", f"/api/v1/webhooks/{id}/rotate/", None, query))

    def test_webhook(self, id: int, **query: Unpack[shapes.LanguageQuery]) -> shapes.Test:
        """Have a test sent, within seconds; what came of it stands in deliveries/."""
        return cast("shapes.Test", self.write("POST", f"/api/v1/webhooks/{id}/test/", None, query))

-- What analysts query. Only the current version of each report is seen here; of reports with the very same content
-- (text, date, title, outlet, address) only the one with the smallest id, so that it does not matter which came first.
CREATE OR REPLACE VIEW store.shown AS
SELECT revision, report_id, dct, outlet, title
FROM store.reports
WHERE current
QUALIFY row_number() OVER (PARTITION BY content_hash ORDER BY report_id, revision) = 1;

-- What reviewers have decided about actors, in the order of the decisions; an undone decision is left out.
CREATE OR REPLACE VIEW decisions AS
SELECT d.decision_id, d.claim_id, d.part, d.value, d.reviewer, d.decided, d.note,
       min(u.decision_id) AS undone_by
FROM store.decisions d
LEFT JOIN store.decisions u ON u.part = 'actor undo' AND json_extract_string(u.value, '$.undoes') = d.decision_id
GROUP BY ALL;

CREATE OR REPLACE VIEW store.actor_decisions AS
SELECT row_number() OVER (ORDER BY CAST(json_extract(value, '$.number') AS INTEGER), decision_id) AS nth,
       json_extract_string(value, '$.from') AS from_id,
       CAST(json_extract(value, '$.reports') AS VARCHAR[]) AS of_reports,
       json_extract_string(value, '$.into.id') AS to_id, json_extract_string(value, '$.into.name') AS name,
       json_extract_string(value, '$.into.kind') AS kind, json_extract_string(value, '$.into.country') AS country,
       json_extract_string(value, '$.into.sector') AS sector, json_extract_string(value, '$.into.wikidata') AS wikidata
FROM main.decisions
WHERE part IN ('actor merge', 'actor split') AND undone_by IS NULL;

-- Each actor of a report that decisions change, and whom it ends up as: one decision after the other.
CREATE OR REPLACE VIEW store.actor_changes AS
WITH RECURSIVE meant AS (SELECT DISTINCT from_id AS actor_id FROM store.actor_decisions),
named AS (
    SELECT revision, actor_id FROM store.mentions SEMI JOIN meant USING (actor_id)
    UNION SELECT revision, actor_id FROM store.claim_participants SEMI JOIN meant USING (actor_id)
    UNION SELECT revision, actor_id FROM store.claim_sources SEMI JOIN meant USING (actor_id)
    UNION SELECT revision, speaker_id FROM store.statements WHERE speaker_id IN (SELECT actor_id FROM meant)
),
step AS (
    SELECT DISTINCT r.report_id, n.actor_id, n.actor_id AS now_id, CAST(0 AS BIGINT) AS nth, CAST(0 AS BIGINT) AS by_nth
    FROM named n JOIN store.reports r USING (revision)
    UNION ALL
    SELECT s.report_id, s.actor_id,
           CASE WHEN d.from_id = s.now_id AND (d.of_reports IS NULL OR list_contains(d.of_reports, s.report_id))
                THEN d.to_id ELSE s.now_id END,
           d.nth,
           CASE WHEN d.from_id = s.now_id AND (d.of_reports IS NULL OR list_contains(d.of_reports, s.report_id))
                THEN d.nth ELSE s.by_nth END
    FROM step s JOIN store.actor_decisions d ON d.nth = s.nth + 1
)
SELECT s.report_id, s.actor_id, d.to_id, d.name, d.kind, d.country, d.sector, d.wikidata
FROM step s JOIN store.actor_decisions d ON d.nth = s.by_nth
WHERE s.nth = (SELECT max(nth) FROM store.actor_decisions);

-- The tables that name actors, of the shown reports, with the decisions applied.
CREATE OR REPLACE VIEW store.mentions_now AS
SELECT m.* REPLACE (
           coalesce(a.to_id, m.actor_id) AS actor_id, coalesce(a.name, m.actor) AS actor,
           coalesce(a.kind, m.actor_kind) AS actor_kind, coalesce(a.country, m.country) AS country,
           coalesce(a.sector, m.sector) AS sector, coalesce(a.wikidata, m.wikidata) AS wikidata
       ), r.report_id, r.dct
FROM store.mentions m JOIN store.shown r USING (revision)
LEFT JOIN store.actor_changes a ON a.report_id = r.report_id AND a.actor_id = m.actor_id;

CREATE OR REPLACE VIEW store.statements_now AS
SELECT m.* REPLACE (
           coalesce(a.to_id, m.speaker_id) AS speaker_id, coalesce(a.name, m.speaker) AS speaker,
           coalesce(a.kind, m.speaker_kind) AS speaker_kind, coalesce(a.country, m.country) AS country,
           coalesce(a.sector, m.sector) AS sector
       ), r.report_id, r.dct, r.outlet
FROM store.statements m JOIN store.shown r USING (revision)
LEFT JOIN store.actor_changes a ON a.report_id = r.report_id AND a.actor_id = m.speaker_id;

CREATE OR REPLACE VIEW store.claim_sources_now AS
SELECT m.* REPLACE (
           coalesce(a.name, m.name) AS name,
           coalesce(a.to_id, m.actor_id) AS actor_id, coalesce(a.name, m.actor) AS actor,
           coalesce(a.kind, m.actor_kind) AS actor_kind, coalesce(a.country, m.country) AS country,
           coalesce(a.sector, m.sector) AS sector, coalesce(a.wikidata, m.wikidata) AS wikidata
       ), a.to_id IS NOT NULL AS changed
FROM store.claim_sources m JOIN store.shown r USING (revision)
LEFT JOIN store.actor_changes a ON a.report_id = r.report_id AND a.actor_id = m.actor_id;

CREATE OR REPLACE VIEW store.claim_participants_now AS
SELECT m.* REPLACE (
           coalesce(a.name, m.name) AS name,
           coalesce(a.to_id, m.actor_id) AS actor_id, coalesce(a.name, m.actor) AS actor,
           coalesce(a.kind, m.actor_kind) AS actor_kind, coalesce(a.country, m.country) AS country,
           coalesce(a.sector, m.sector) AS sector, coalesce(a.wikidata, m.wikidata) AS wikidata
       ), a.to_id IS NOT NULL AS changed, m.actor AS before
FROM store.claim_participants m JOIN store.shown r USING (revision)
LEFT JOIN store.actor_changes a ON a.report_id = r.report_id AND a.actor_id = m.actor_id;

CREATE OR REPLACE VIEW store.changed_participants AS
SELECT claim_id,
       list(name ORDER BY position) FILTER (role = 'actor') AS actors,
       list(name ORDER BY position) FILTER (role = 'recipient') AS recipients,
       list(DISTINCT lower(actor) ORDER BY lower(actor)) FILTER (role = 'actor' AND actor IS NOT NULL) AS topic_actors,
       count(DISTINCT lower(before)) FILTER (role = 'actor') AS topic_actors_before
FROM store.claim_participants_now
WHERE claim_id IN (
    SELECT claim_id FROM store.claim_participants WHERE actor_id IN (SELECT from_id FROM store.actor_decisions)
)
GROUP BY claim_id
HAVING bool_or(changed);

CREATE OR REPLACE VIEW store.changed_sources AS
SELECT claim_id, list(name ORDER BY position) FILTER (kind <> 'author') AS sources
FROM store.claim_sources_now
WHERE claim_id IN (
    SELECT claim_id FROM store.claim_sources WHERE actor_id IN (SELECT from_id FROM store.actor_decisions)
)
GROUP BY claim_id
HAVING bool_or(changed);

CREATE OR REPLACE VIEW store.understood_parties AS
SELECT claim_id,
       coalesce(list(name ORDER BY position) FILTER (role = 'actor'), CAST([] AS VARCHAR[])) AS understood_actors,
       coalesce(list(name ORDER BY position) FILTER (role = 'recipient'), CAST([] AS VARCHAR[]))
           AS understood_recipients
FROM store.claim_participants_now
WHERE understood IS NOT NULL
GROUP BY claim_id;

CREATE OR REPLACE VIEW report_versions AS
SELECT report_id, version, current, key, dct, dct_basis, title, outlet, url, language, origin,
       length(text) AS characters, content_hash, analysed_by, run_id, revision
FROM store.reports;

CREATE OR REPLACE VIEW reports AS
SELECT r.report_id, r.version, r.key, r.dct, r.dct_basis, r.title, r.outlet, r.url, r.language, r.origin,
       length(r.text) AS characters,
       (SELECT count(*) FROM store.sentences s WHERE s.revision = r.revision) AS sentences,
       (SELECT count(*) FROM store.claims c WHERE c.revision = r.revision) AS claims,
       r.content_hash, r.revision
FROM store.reports r SEMI JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW sentences AS
SELECT report_id, dct, sentence, paragraph, words, span_start, span_end, speaker
FROM store.sentences JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW mentions AS
SELECT report_id, dct, mention, words, span_start, span_end, kind, method, plural, actor_id, actor, actor_kind,
       country, sector, wikidata
FROM store.mentions_now;

CREATE OR REPLACE VIEW toponyms AS
SELECT report_id, dct, words, span_start, span_end, literal, place_id, place, level, lat, lon, country, geonameid,
       reason, score
FROM store.toponyms JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW times AS
SELECT report_id, dct, words, span_start, span_end, type, value, mod, begin_day, end_day, anchor, method
FROM store.times JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW statements AS
SELECT statement_id, report_id, dct, outlet, speaker, speaker_kind, country, sector, relation, kind, negated, stance,
       source, cue, content, source_spans, cue_spans, content_spans, parent, method, score,
       coalesce(source_spans[1].start, cue_spans[1].start, content_spans[1].start) AS span_start
FROM store.statements_now;

CREATE OR REPLACE VIEW claims AS
SELECT claim_id, report_id, dct, outlet, title, event, mode, ledger, status, factuality, factbank,
       coalesce(array_to_string(s.sources, ' > '), c.source) AS source, coalesce(s.sources, c.sources) AS sources,
       relation, coalesce(p.actors, c.actors) AS actors, coalesce(p.recipients, c.recipients) AS recipients, places, things, time_value, time_begin, time_end, trigger, trigger_start,
       trigger_end, evidence, evidence_start, evidence_end, contexts, lemma, clause, clause_start, clause_end,
       time_words, time_type, event_id,
       -- A topic is its event type, the names of its actors in order, and the rest: the names are put in anew.
       CASE WHEN p.topic_actors IS NULL OR c.topic IS NULL THEN c.topic
            ELSE array_to_string(list_concat([c.event], p.topic_actors,
                     string_split(c.topic, ' | ')[p.topic_actors_before + 2:]), ' | ') END AS topic,
       score, coalesce(own_type, '') AS own_type, confidence,
       coalesce(u.understood_actors, CAST([] AS VARCHAR[])) AS understood_actors,
       coalesce(u.understood_recipients, CAST([] AS VARCHAR[])) AS understood_recipients, revision
FROM store.claims c JOIN store.shown USING (revision)
LEFT JOIN store.understood_parties u USING (claim_id)
LEFT JOIN store.changed_participants p USING (claim_id)
LEFT JOIN store.changed_sources s USING (claim_id);

-- Every source of an event made a claim of it; this has one row an event.
CREATE OR REPLACE VIEW events AS
SELECT event_id, report_id, min(dct) AS dct, min(event) AS event, arg_min(mode, claim_id) AS mode,
       arg_min(ledger, claim_id) AS ledger, min(trigger) AS trigger, min(trigger_start) AS trigger_start,
       min(trigger_end) AS trigger_end, count(*) AS claims, list(DISTINCT status ORDER BY status) AS statuses,
       arg_min(own_type, claim_id) AS own_type
FROM main.claims
GROUP BY event_id, report_id;

CREATE OR REPLACE VIEW claim_sources AS
SELECT claim_id, position, name, mention, kind, relation, span_start, span_end, statement_id, actor_id, country, sector
FROM store.claim_sources_now;

CREATE OR REPLACE VIEW claim_participants AS
SELECT claim_id, role, position, name, words, span_start, span_end, implied, understood, actor_id, actor_kind, country,
       sector
FROM store.claim_participants_now;

CREATE OR REPLACE VIEW claim_places AS
SELECT claim_id, position, role, words, span_start, span_end, literal, place_id, place, level, lat, lon, country,
       geonameid
FROM store.claim_places SEMI JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW claim_things AS
SELECT claim_id, position, words, span_start, span_end, kind, quantity, low, high, comparator, unit
FROM store.claim_things SEMI JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW claim_slots AS
SELECT claim_id, position, name, value, span_start, span_end
FROM store.claim_slots SEMI JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW claim_operators AS
SELECT claim_id, position, words, kind, word, effect, span_start, span_end
FROM store.claim_operators SEMI JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW steps AS
SELECT claim_id, position, layer, part, words, why, span_start, span_end
FROM store.steps SEMI JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW runs AS SELECT run_id, dateline_version, settings, started, finished FROM store.runs;

CREATE OR REPLACE VIEW failures AS SELECT failure_id, run_id, origin, report_id, slug, message, hint FROM store.failures;

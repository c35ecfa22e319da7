-- What analysts query. Only the current version of each report is seen here; of reports with the very same content
-- (text, date, title, outlet, address) only the one with the smallest id, so that it does not matter which came first.
CREATE OR REPLACE VIEW store.shown AS
SELECT revision, report_id, dct, outlet, title
FROM store.reports
WHERE current
QUALIFY row_number() OVER (PARTITION BY content_hash ORDER BY report_id, revision) = 1;

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
FROM store.mentions JOIN store.shown USING (revision);

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
FROM store.statements JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW claims AS
SELECT claim_id, report_id, dct, outlet, title, event, mode, ledger, status, factuality, factbank, source, sources,
       relation, actors, recipients, places, things, time_value, time_begin, time_end, trigger, trigger_start,
       trigger_end, evidence, evidence_start, evidence_end, contexts, lemma, clause, clause_start, clause_end,
       time_words, time_type, event_id, topic, score, revision
FROM store.claims JOIN store.shown USING (revision);

-- Every source of an event made a claim of it; this has one row an event.
CREATE OR REPLACE VIEW events AS
SELECT event_id, report_id, min(dct) AS dct, min(event) AS event, arg_min(mode, claim_id) AS mode,
       arg_min(ledger, claim_id) AS ledger, min(trigger) AS trigger, min(trigger_start) AS trigger_start,
       min(trigger_end) AS trigger_end, count(*) AS claims, list(DISTINCT status ORDER BY status) AS statuses
FROM main.claims
GROUP BY event_id, report_id;

CREATE OR REPLACE VIEW claim_sources AS
SELECT claim_id, position, name, mention, kind, relation, span_start, span_end, statement_id, actor_id, country, sector
FROM store.claim_sources SEMI JOIN store.shown USING (revision);

CREATE OR REPLACE VIEW claim_participants AS
SELECT claim_id, role, position, name, words, span_start, span_end, implied, actor_id, actor_kind, country, sector
FROM store.claim_participants SEMI JOIN store.shown USING (revision);

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

CREATE OR REPLACE VIEW decisions AS SELECT decision_id, claim_id, part, value, reviewer, decided, note FROM store.decisions;
